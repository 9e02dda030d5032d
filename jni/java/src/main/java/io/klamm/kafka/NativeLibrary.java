package io.klamm.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.KafkaException;

/**
 * Loads the library, once per class loader, and only when an authorizer is configured: classes that a broker merely
 * names (the configuration parser, the storage tool) load nothing.
 */
final class NativeLibrary {
  private static Path loadedFrom;

  private NativeLibrary() {
  }

  /** @throws KafkaException that says what to do, if there is no library that fits; the broker then does not start */
  static synchronized void load(Settings settings) {
    String path = settings.string(Settings.NATIVE_PATH);
    if (loadedFrom != null) {
      if (path != null && !loadedFrom.equals(Path.of(path).toAbsolutePath())) {
        throw new KafkaException(Settings.NATIVE_PATH + ": `" + loadedFrom + "` is loaded already, not `" + path + "`");
      }
      return;
    }
    if (path != null) {
      Path file = Path.of(path).toAbsolutePath();
      link(file, Settings.NATIVE_PATH + " names a library that does not load");
      check(file);
      loadedFrom = file;
      return;
    }
    try (Extraction extraction = Extraction.of(Platform.running(), settings.string(Settings.NATIVE_DIR))) {
      link(extraction.file,
          "the library of the jar does not load (where `" + extraction.file.getParent() + "` is mounted noexec, set "
              + Settings.NATIVE_DIR + ")");
      check(extraction.file);
      loadedFrom = extraction.file;
    } catch (IOException e) {
      throw new KafkaException(
          "the library of the jar cannot be extracted (" + Settings.NATIVE_DIR + " names another place): " + e, e);
    }
  }

  private static void link(Path file, String failure) {
    String flaw = ElfFile.flaw(file);
    if (flaw != null) {
      throw new KafkaException(failure + ": " + flaw);
    }
    try {
      System.load(file.toString());
    } catch (LinkageError | SecurityException e) {
      throw new KafkaException(failure + ": " + e.getMessage(), e);
    }
  }

  private static void check(Path file) {
    String library;
    try {
      library = Native.version();
    } catch (LinkageError e) {
      throw new KafkaException("`" + file + "` is not a library of klamm", e);
    }
    if (!library.equals(version())) {
      throw new KafkaException("`" + file + "` is of version " + library + ", the jar of version " + version());
    }
  }

  /** The jar's. */
  static String version() {
    Properties properties = new Properties();
    try (InputStream stream = NativeLibrary.class.getResourceAsStream("version.properties")) {
      properties.load(stream);
    } catch (IOException e) {
      throw new KafkaException("the jar is damaged: version.properties cannot be read", e);
    }
    return properties.getProperty("version");
  }
}

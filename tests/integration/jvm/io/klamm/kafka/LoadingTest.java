package io.klamm.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each case in a class loader of its own: a library is loaded once per class loader. */
class LoadingTest {
  private static final String LIBRARY = "META-INF/native/" + Platform.running() + "/libklamm_jni.so";

  @TempDir Path folder;

  private static Path jar() {
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (entry.matches(".*/klamm-kafka-authorizer-[^/]*\\.jar")) {
        return Path.of(entry);
      }
    }
    throw new IllegalStateException("no jar of ours on the class path");
  }

  /**
   * Configures an authorizer in a new class loader on this class path, with another jar in our jar's place if one is
   * given.
   */
  private static AutoCloseable configure(Path otherJar, String... keysAndValues) throws Exception {
    List<URL> path = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path file = otherJar != null && Path.of(entry).equals(jar()) ? otherJar : Path.of(entry);
      path.add(file.toUri().toURL());
    }
    URLClassLoader loader = new URLClassLoader(path.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    Object authorizer = loader.loadClass("io.klamm.kafka.KlammAuthorizer").getConstructor().newInstance();
    Map<String, String> configs = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      configs.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    try {
      authorizer.getClass().getMethod("configure", Map.class).invoke(authorizer, configs);
    } catch (InvocationTargetException e) {
      throw (Exception) e.getCause();
    }
    return (AutoCloseable) authorizer;
  }

  private static void refuses(String reason, Path otherJar, String... keysAndValues) {
    Exception refusal = assertThrows(Exception.class, () -> configure(otherJar, keysAndValues));
    assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
  }

  /** The jar's library, changed, as a file. */
  private Path library(UnaryOperator<byte[]> change) throws IOException {
    try (ZipFile zip = new ZipFile(jar().toFile()); InputStream stream = zip.getInputStream(zip.getEntry(LIBRARY))) {
      return Files.write(Files.createTempFile(folder, "library", ".so"), change.apply(stream.readAllBytes()));
    }
  }

  private Path jarWith(UnaryOperator<byte[]> change) throws IOException {
    Path changed = Files.createTempFile(folder, "changed", ".jar");
    try (ZipFile zip = new ZipFile(jar().toFile()); OutputStream file = Files.newOutputStream(changed);
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        byte[] bytes = zip.getInputStream(entry).readAllBytes();
        out.putNextEntry(new ZipEntry(entry.getName()));
        out.write(entry.getName().equals(LIBRARY) ? change.apply(bytes) : bytes);
      }
    }
    return changed;
  }

  private static byte[] replaced(byte[] bytes, String from, String to) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1).replace(from, to);
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] flipped(byte[] bytes) {
    bytes[bytes.length / 2] ^= 1;
    return bytes;
  }

  @Test
  @DisplayName("several class loaders each load a library of their own, and leave nothing behind")
  void severalLoaders() throws Exception {
    AutoCloseable first = configure(null, Settings.NATIVE_DIR, folder.toString());
    AutoCloseable second = configure(null, Settings.NATIVE_DIR, folder.toString());
    assertFalse(first.getClass() == second.getClass());
    assertEquals(0, folder.toFile().list().length);
    first.close();
    second.close();
  }

  @Test
  @DisplayName("a library can be named; it must be there, whole, for this machine, ours and of the jar's version")
  void namedLibrary() throws Exception {
    configure(null, Settings.NATIVE_PATH, library(bytes -> bytes).toString()).close();
    refuses("does not load", null, Settings.NATIVE_PATH, folder.resolve("missing.so").toString());
    refuses("no 64-bit library", null, Settings.NATIVE_PATH, library(bytes -> Arrays.copyOf(bytes, 60)).toString());
    refuses("cut off", null, Settings.NATIVE_PATH, library(bytes -> Arrays.copyOf(bytes, bytes.length - 1)).toString());
    refuses("cut off", null, Settings.NATIVE_PATH, library(bytes -> Arrays.copyOf(bytes, bytes.length / 2)).toString());
    refuses("does not load", null, Settings.NATIVE_PATH, library(bytes -> {
      bytes[18] = (byte) 0xf3; // RISC-V
      return bytes;
    }).toString());
    refuses("of version 9.9.9", null, Settings.NATIVE_PATH,
        library(bytes -> replaced(bytes, NativeLibrary.version() + "\0", "9.9.9\0")).toString());
    refuses("does not load", null, Settings.NATIVE_PATH,
        library(bytes -> replaced(bytes, "decideByResourceType\0", "decideByResourceTypo\0")).toString());
  }

  @Test
  @DisplayName("a library of somebody else is refused")
  void foreignLibrary() {
    String foreign = Path.of(System.getProperty("java.home"), "lib", "libjava.so").toString();
    refuses("", null, Settings.NATIVE_PATH, foreign);
  }

  @Test
  @DisplayName("a jar whose library is not what the jar states is refused")
  void damagedJar() throws IOException {
    refuses("SHA-256", jarWith(LoadingTest::flipped));
    refuses("bytes instead of", jarWith(bytes -> Arrays.copyOf(bytes, bytes.length / 2)));
  }

  @Test
  @DisplayName("a folder that cannot be written to is refused with the key that names another")
  void badFolder() throws IOException {
    refuses(Settings.NATIVE_DIR, null, Settings.NATIVE_DIR, folder.resolve("missing").toString());
    refuses(Settings.NATIVE_DIR, null, Settings.NATIVE_DIR, Files.createFile(folder.resolve("file")).toString());
  }
}

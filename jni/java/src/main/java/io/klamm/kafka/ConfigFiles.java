package io.klamm.kafka;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;

/** The klamm.toml, folders of rules and baseline that settings name: Java reads them, the library their bytes. */
final class ConfigFiles {
  private static final long LARGEST = 16L << 20;
  private static final int MOST_FILES = 4096;

  private ConfigFiles() {
  }

  /** A byte that says whether there is one, its name and its bytes. */
  static void putFile(Frame frame, String key, String path) {
    frame.putByte(path == null ? 0 : 1);
    if (path != null) {
      frame.putBlock(utf8(path));
      frame.putBlock(content(key, Path.of(path)));
    }
  }

  /** The files of the folders of rules that the klamm.toml names. */
  static void putPacks(Frame frame, List<String> folders) {
    frame.putInt(folders.size());
    for (String folder : folders) {
      List<Path> files = ruleFiles(Path.of(folder));
      frame.putInt(files.size());
      for (Path file : files) {
        frame.putBlock(utf8(file.toString()));
        frame.putBlock(content(Settings.CONFIG, file));
      }
    }
  }

  private static List<Path> ruleFiles(Path folder) {
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder, 16)) {
      files = found.filter(path -> path.toString().endsWith(".toml") || path.toString().endsWith(".properties"))
          .filter(Files::isRegularFile).sorted().limit(MOST_FILES + 1L).collect(Collectors.toCollection(ArrayList::new));
    } catch (IOException e) {
      throw new ConfigException(Settings.CONFIG + ": the rules in `" + folder + "` cannot be read: " + e);
    }
    if (files.isEmpty() || files.size() > MOST_FILES) {
      throw new ConfigException(Settings.CONFIG + ": `" + folder + "` has " + (files.isEmpty() ? "no rules" : "too many files"));
    }
    return files;
  }

  static byte[] content(String key, Path path) {
    try {
      if (Files.size(path) > LARGEST) {
        throw new ConfigException(key + ": `" + path + "` is larger than " + LARGEST + " bytes");
      }
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new ConfigException(key + ": `" + path + "` cannot be read: " + e);
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

package io.klamm.kafka;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.KafkaException;

/** Which of the jar's libraries this JVM can load: {@code <os>-<architecture>-<C library>}. */
final class Platform {
  private Platform() {
  }

  static String running() {
    String system = System.getProperty("os.name", "");
    if (!system.equals("Linux")) {
      throw new KafkaException("no library for " + system + "; klamm runs on Linux");
    }
    return "linux-" + architecture(System.getProperty("os.arch", "")) + "-" + (musl() ? "musl" : "glibc");
  }

  private static String architecture(String name) {
    switch (name) {
      case "amd64":
      case "x86_64":
        return "x86-64";
      default:
        return name;
    }
  }

  /** By what the JVM itself is linked with. */
  private static boolean musl() {
    try {
      return new String(Files.readAllBytes(Path.of("/proc/self/maps")), StandardCharsets.ISO_8859_1)
          .contains("ld-musl-");
    } catch (IOException e) {
      return Files.exists(Path.of("/lib/ld-musl-" + System.getProperty("os.arch") + ".so.1"));
    }
  }
}

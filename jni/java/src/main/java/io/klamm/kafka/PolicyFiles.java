package io.klamm.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What {@code klamm.iam.policies} and {@code klamm.iam.principals} hold at one moment. Names that begin with a dot are
 * passed over, so that the folders behind a mounted ConfigMap do not count twice.
 */
final class PolicyFiles {
  private static final int MOST_FILES = 10_000;
  private static final int MOST_DEPTH = 16;
  private static final long MOST_BYTES = 64L << 20;

  private final String folder;
  /** By their paths behind the folder. */
  private final TreeMap<String, byte[]> policies = new TreeMap<>();
  private final Path principalsPath;
  /** Null without {@code klamm.iam.principals}. */
  private byte[] principals;
  private long bytes;

  private PolicyFiles(String folder, Path principalsPath) {
    this.folder = folder;
    this.principalsPath = principalsPath;
  }

  /**
   * @param policies a file, or a folder whose {@code .json} files count
   * @param principals may be null
   */
  static PolicyFiles read(Path policies, Path principals) throws IOException {
    boolean single = !Files.isDirectory(policies);
    Path folder = single ? policies.toAbsolutePath().getParent() : policies;
    PolicyFiles files = new PolicyFiles(folder + "/", principals);
    if (single) {
      files.add(policies.getFileName().toString(), policies);
    } else {
      files.addFolder(policies);
    }
    if (principals != null) {
      files.principals = files.content(principals);
    }
    return files;
  }

  private void addFolder(Path top) throws IOException {
    try (Stream<Path> found = Files.walk(top, MOST_DEPTH, FileVisitOption.FOLLOW_LINKS)) {
      for (Path path : (Iterable<Path>) found::iterator) {
        Path below = top.relativize(path);
        if (path.toString().endsWith(".json") && !hidden(below) && Files.isRegularFile(path)) {
          add(below.toString(), path);
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (policies.isEmpty()) {
      throw new IOException("`" + top + "`: no .json in this folder");
    }
  }

  private static boolean hidden(Path path) {
    for (Path part : path) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  private void add(String name, Path path) throws IOException {
    policies.put(name, content(path));
    if (policies.size() > MOST_FILES) {
      throw new IOException("`" + folder + "`: more than " + MOST_FILES + " policies");
    }
  }

  private byte[] content(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new IOException("`" + path + "`: no such file");
    }
    bytes += Files.size(path);
    if (bytes > MOST_BYTES) {
      throw new IOException("`" + path + "`: more than " + MOST_BYTES + " bytes with those before it");
    }
    return Files.readAllBytes(path);
  }

  /** Writes what the library's {@code loadPolicies} takes. */
  void put(Frame frame, String clusterArn) {
    frame.putBlock(utf8(clusterArn));
    frame.putBlock(utf8(folder));
    frame.putByte(principals == null ? 0 : 1);
    if (principals != null) {
      frame.putBlock(utf8(principalsPath.toString()));
      frame.putBlock(principals);
    }
    frame.putInt(policies.size());
    for (Map.Entry<String, byte[]> policy : policies.entrySet()) {
      frame.putBlock(utf8(folder + policy.getKey()));
      frame.putBlock(policy.getValue());
    }
  }

  /**
   * The same on nodes that decide alike, wherever their files stand.
   *
   * @param settings what else decides
   */
  String hash(String settings) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JVM has it
    }
    update(digest, utf8(settings));
    update(digest, principals == null ? new byte[0] : principals);
    for (Map.Entry<String, byte[]> policy : policies.entrySet()) {
      update(digest, utf8(policy.getKey()));
      update(digest, policy.getValue());
    }
    StringBuilder text = new StringBuilder();
    for (byte b : digest.digest()) {
      text.append(String.format("%02x", b));
    }
    return text.toString();
  }

  private static void update(MessageDigest digest, byte[] part) {
    digest.update(utf8(part.length + ":"));
    digest.update(part);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

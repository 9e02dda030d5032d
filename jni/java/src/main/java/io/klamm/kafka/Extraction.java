package io.klamm.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Properties;
import org.apache.kafka.common.KafkaException;

/**
 * The jar's library as a file of its own, in a folder that only this user may enter and whose name cannot be guessed.
 * What was written is read back and must be of the size and SHA-256 that the jar states. {@link #close} removes both: a
 * loaded library needs its file no longer.
 */
final class Extraction implements AutoCloseable {
  private static final String NAME = "libklamm_jni.so";

  final Path file;

  private Extraction(Path file) {
    this.file = file;
  }

  /** @param parent an existing folder, or null for the JVM's own choice */
  static Extraction of(String platform, String parent) throws IOException {
    String resource = "/META-INF/native/" + platform + "/" + NAME;
    Properties stated = new Properties();
    try (InputStream stream = Extraction.class.getResourceAsStream(resource + ".properties")) {
      if (stream == null) {
        throw new KafkaException(
            "the jar has no library for " + platform + "; one of your own can be named by " + Settings.NATIVE_PATH);
      }
      stated.load(stream);
    }
    Path folder = folder(parent == null ? System.getProperty("java.io.tmpdir") : parent);
    Extraction extraction = new Extraction(folder.resolve(NAME));
    try (InputStream from = Extraction.class.getResourceAsStream(resource)) {
      extraction.write(from);
      extraction.verify(Long.parseLong(stated.getProperty("size")), stated.getProperty("sha256"));
      return extraction;
    } catch (IOException | RuntimeException e) {
      extraction.close();
      throw e;
    }
  }

  private static Path folder(String parent) throws IOException {
    return Files.createTempDirectory(
        Path.of(parent), "klamm-", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private void write(InputStream from) throws IOException {
    try (OutputStream to = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      from.transferTo(to);
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r-x------"));
  }

  private void verify(long size, String sha256) throws IOException {
    byte[] written = Files.readAllBytes(file);
    if (written.length != size) {
      throw new IOException("`" + file + "` holds " + written.length + " bytes instead of " + size);
    }
    if (!hex(digest(written)).equals(sha256)) {
      throw new IOException("`" + file + "` is not what the jar states (SHA-256)");
    }
  }

  private static byte[] digest(byte[] bytes) throws IOException {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IOException(e);
    }
  }

  private static String hex(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      text.append(String.format("%02x", b));
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
    Files.deleteIfExists(file.getParent());
  }
}

package io.klamm.kafka;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;

/**
 * A file that lines are appended to. Before one would make it larger than its limit it is renamed to {@code NAME.1},
 * that one to {@code NAME.2} and so on. Belongs to one thread.
 */
final class RotatingFile implements Closeable {
  private final Path path;
  private final long limit;
  private final int kept;
  private FileChannel channel;
  private long size;
  /** The last line did not get its end: a crash, or a disk that was full. */
  private boolean torn;

  /** @throws IOException if the file cannot be opened */
  RotatingFile(Path path, long limit, int kept) throws IOException {
    this.path = path;
    this.limit = limit;
    this.kept = kept;
    open();
  }

  private void open() throws IOException {
    channel = FileChannel.open(path,
        EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
    size = channel.size();
    ByteBuffer last = ByteBuffer.allocate(1);
    torn = size > 0 && channel.read(last, size - 1) == 1 && last.get(0) != '\n';
    channel.position(size);
  }

  /** After an exception the line can be given again. */
  void append(String line) throws IOException {
    if (channel == null) {
      open();
    }
    byte[] bytes = ((torn ? "\n" : "") + line + "\n").getBytes(StandardCharsets.US_ASCII);
    if (size > 0 && size + bytes.length > limit) {
      rotate();
      bytes = (line + "\n").getBytes(StandardCharsets.US_ASCII);
    }
    ByteBuffer left = ByteBuffer.wrap(bytes);
    try {
      while (left.hasRemaining()) {
        channel.write(left);
      }
    } catch (IOException e) {
      close();
      throw e;
    }
    size += bytes.length;
    torn = false;
  }

  private void rotate() throws IOException {
    close();
    for (int i = kept; i > 0; i--) {
      try {
        Files.move(i == 1 ? path : numbered(i - 1), numbered(i), StandardCopyOption.REPLACE_EXISTING);
      } catch (NoSuchFileException e) {
        continue;
      }
    }
    Files.deleteIfExists(path);
    open();
  }

  private Path numbered(int number) {
    return path.resolveSibling(path.getFileName() + "." + number);
  }

  @Override
  public void close() throws IOException {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      open.close();
    }
  }
}

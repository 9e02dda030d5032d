package io.klamm.kafka;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A look at a library before the system's loader gets it, which would end the JVM over a file that was cut off. */
final class ElfFile {
  private static final int HEADER = 64;
  private static final int MAGIC = 0x464c457f;
  private static final int CLASS_64 = 2;

  private ElfFile() {
  }

  /** Null, or why the file cannot be a whole 64-bit library: the table of sections stands at the end of one. */
  static String flaw(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.nativeOrder());
      while (header.hasRemaining() && channel.read(header) > 0) {
        continue;
      }
      if (header.hasRemaining() || header.getInt(0) != MAGIC || header.get(4) != CLASS_64) {
        return "it is no 64-bit library";
      }
      long sections = header.getLong(0x28);
      long end = sections + (header.getShort(0x3a) & 0xffffL) * (header.getShort(0x3c) & 0xffffL);
      return sections <= 0 || end > channel.size() ? "it is cut off" : null;
    } catch (IOException e) {
      return e.toString();
    }
  }
}

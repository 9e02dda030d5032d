package io.klamm.kafka;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.KafkaException;

/**
 * The bytes that one thread exchanges with the library, kept for the thread's next call. What is written goes to an array
 * first, which is quicker byte by byte, and from there to the direct buffer when its {@link #address} is asked for; what
 * is read comes from the direct buffer. Writers append.
 */
final class Frame {
  /** A batch is cut before it grows past this, and a larger buffer is not kept. */
  static final int RETAINED = 1 << 20;
  private static final int INITIAL = 8 << 10;
  private static final int LARGEST = 1 << 30;
  private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
  private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final ThreadLocal<Frame> OF_THREAD = ThreadLocal.withInitial(Frame::new);

  private static final AtomicInteger STRIPES = new AtomicInteger();

  /** Spreads the threads over the library's counters. */
  final int stripe = STRIPES.getAndIncrement();
  private byte[] written;
  private int end;
  private ByteBuffer bytes;
  private long address;
  private byte[] keptWritten;
  private ByteBuffer kept;
  private long keptAddress;

  private Frame() {
    allocate(INITIAL);
    keep();
  }

  /** The calling thread's frame, empty. Not to be used by two callers at a time. */
  static Frame ofThread() {
    Frame frame = OF_THREAD.get();
    frame.clear();
    return frame;
  }

  /** Where the library finds what is written, and reading begins. */
  long address() {
    bytes.clear();
    bytes.put(written, 0, end);
    bytes.clear();
    return address;
  }

  int capacity() {
    return written.length;
  }

  void clear() {
    end = 0;
  }

  /** How much is written. */
  int length() {
    return end;
  }

  void putByte(int value) {
    reserve(1);
    written[end++] = (byte) value;
  }

  void putInt(int value) {
    reserve(4);
    INTS.set(written, end, value);
    end += 4;
  }

  void putInt(int position, int value) {
    INTS.set(written, position, value);
  }

  void putLong(long value) {
    reserve(8);
    LONGS.set(written, end, value);
    end += 8;
  }

  void putBytes(byte[] value) {
    reserve(value.length);
    System.arraycopy(value, 0, written, end, value.length);
    end += value.length;
  }

  /**
   * Length in bytes, then each UTF-16 code unit by itself in one to three bytes: nothing is lost, unpaired surrogates
   * included.
   */
  void putText(String text) {
    int length = text.length();
    if (length > LARGEST / 4) {
      throw new IllegalArgumentException("a name of " + length + " characters");
    }
    reserve(4 + 3 * length);
    byte[] to = written;
    int start = end + 4;
    int at = start;
    for (int i = 0; i < length; i++) {
      char unit = text.charAt(i);
      if (unit >= 0x80) {
        at = Text.encode(text, i, to, at);
        break;
      }
      to[at++] = (byte) unit;
    }
    INTS.set(to, start - 4, at - start);
    end = at;
  }

  /** Length in bytes, then these. */
  void putBlock(byte[] block) {
    putInt(block.length);
    putBytes(block);
  }

  /** From here on reading goes on. */
  void readFrom(int position) {
    bytes.position(position);
  }

  byte getByte() {
    return bytes.get();
  }

  byte getByte(int position) {
    return bytes.get(position);
  }

  long getLong() {
    return bytes.getLong();
  }

  /** The inverse of {@link #putText}. */
  String getText() {
    int length = bytes.getInt();
    if (length < 0 || length > bytes.remaining()) {
      throw new IllegalStateException("short answer");
    }
    return Text.decode(bytes, length);
  }

  /** What the library says in words of its own or of a file: UTF-8, and whatever is none replaced. */
  String getUtf8() {
    int length = bytes.getInt();
    if (length < 0 || length > bytes.remaining()) {
      throw new IllegalStateException("short answer");
    }
    byte[] text = new byte[length];
    bytes.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  /** Makes room for so many bytes after what is written. */
  void reserve(int more) {
    if (written.length - end < more) {
      grow(more);
    }
  }

  private void grow(int more) {
    long wanted = Math.max(2L * written.length, (long) end + more);
    if (wanted > LARGEST) {
      throw new IllegalArgumentException("a request of " + wanted + " bytes");
    }
    byte[] old = written;
    allocate((int) wanted);
    System.arraycopy(old, 0, written, 0, end);
    if (wanted <= RETAINED) {
      keep();
    }
  }

  private void allocate(int capacity) {
    ByteBuffer direct = ByteBuffer.allocateDirect(capacity).order(ByteOrder.nativeOrder());
    long at = Native.address(direct);
    if (at == 0) {
      throw new KafkaException("this JVM gives no address of a buffer");
    }
    written = new byte[capacity];
    bytes = direct;
    address = at;
  }

  private void keep() {
    keptWritten = written;
    kept = bytes;
    keptAddress = address;
  }

  /** To be called when the answer has been read: drops a buffer that is too large to keep. */
  void release() {
    if (bytes != kept) {
      written = keptWritten;
      bytes = kept;
      address = keptAddress;
    }
  }
}

package io.klamm.kafka;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.KafkaException;

/**
 * The bytes that one thread exchanges with the library: a direct buffer that is kept for the thread's next call.
 * Writers append.
 */
final class Frame {
  /** A batch is cut before it grows past this, and a larger buffer is not kept. */
  static final int RETAINED = 1 << 20;
  private static final int INITIAL = 8 << 10;
  private static final int LARGEST = 1 << 30;
  private static final ThreadLocal<Frame> OF_THREAD = ThreadLocal.withInitial(Frame::new);

  private static final AtomicInteger STRIPES = new AtomicInteger();

  /** Spreads the threads over the library's counters. */
  final int stripe = STRIPES.getAndIncrement();
  private ByteBuffer bytes;
  private long address;
  private ByteBuffer kept;
  private long keptAddress;

  private Frame() {
    allocate(INITIAL);
    kept = bytes;
    keptAddress = address;
  }

  /** The calling thread's frame, empty. Not to be used by two callers at a time. */
  static Frame ofThread() {
    Frame frame = OF_THREAD.get();
    frame.bytes.clear();
    return frame;
  }

  long address() {
    return address;
  }

  int capacity() {
    return bytes.capacity();
  }

  void clear() {
    bytes.clear();
  }

  int position() {
    return bytes.position();
  }

  void position(int position) {
    bytes.position(position);
  }

  void putByte(int value) {
    reserve(1);
    bytes.put((byte) value);
  }

  void putInt(int value) {
    reserve(4);
    bytes.putInt(value);
  }

  void putInt(int position, int value) {
    bytes.putInt(position, value);
  }

  void putLong(long value) {
    reserve(8);
    bytes.putLong(value);
  }

  void putBytes(byte[] value) {
    reserve(value.length);
    bytes.put(value);
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
    ByteBuffer to = bytes;
    int start = to.position() + 4;
    int at = start;
    for (int i = 0; i < length; i++) {
      char unit = text.charAt(i);
      if (unit >= 0x80) {
        at = Text.encode(text, i, to, at);
        break;
      }
      to.put(at++, (byte) unit);
    }
    to.putInt(start - 4, at - start);
    to.position(at);
  }

  byte getByte() {
    return bytes.get();
  }

  byte getByte(int position) {
    return bytes.get(position);
  }

  int getInt() {
    return bytes.getInt();
  }

  long getLong() {
    return bytes.getLong();
  }

  long getLong(int position) {
    return bytes.getLong(position);
  }

  /** The inverse of {@link #putText}. */
  String getText() {
    int length = bytes.getInt();
    if (length < 0 || length > bytes.remaining()) {
      throw new IllegalStateException("short answer");
    }
    return Text.decode(bytes, length);
  }

  /** Makes room for so many bytes after the position. */
  void reserve(int more) {
    if (bytes.remaining() < more) {
      grow(more);
    }
  }

  private void grow(int more) {
    long wanted = Math.max(2L * bytes.capacity(), (long) bytes.position() + more);
    if (wanted > LARGEST) {
      throw new IllegalArgumentException("a request of " + wanted + " bytes");
    }
    ByteBuffer old = bytes;
    allocate((int) wanted);
    old.flip();
    bytes.put(old);
    if (wanted <= RETAINED) {
      kept = bytes;
      keptAddress = address;
    }
  }

  private void allocate(int capacity) {
    bytes = ByteBuffer.allocateDirect(capacity).order(ByteOrder.nativeOrder());
    address = Native.address(bytes);
    if (address == 0) {
      throw new KafkaException("this JVM gives no address of a buffer");
    }
  }

  /** To be called when the answer has been read: drops a buffer that is too large to keep. */
  void release() {
    if (bytes != kept) {
      bytes = kept;
      address = keptAddress;
    }
  }
}

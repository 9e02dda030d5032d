package io.klamm.kafka;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Strings as bytes without loss: every UTF-16 code unit by itself, in one to three bytes as UTF-8 would. Order and
 * prefixes are those of Java's chars; what is not well-formed UTF-16 stays apart from everything else.
 */
final class Text {
  private Text() {
  }

  /**
   * Encodes from the char at {@code i} on to the position {@code at}; returns the position after it. There must be
   * room.
   */
  static int encode(String text, int i, byte[] to, int at) {
    for (; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit < 0x80) {
        to[at++] = (byte) unit;
      } else if (unit < 0x800) {
        to[at++] = (byte) (0xc0 | unit >> 6);
        to[at++] = (byte) (0x80 | unit & 0x3f);
      } else {
        to[at++] = (byte) (0xe0 | unit >> 12);
        to[at++] = (byte) (0x80 | unit >> 6 & 0x3f);
        to[at++] = (byte) (0x80 | unit & 0x3f);
      }
    }
    return at;
  }

  /** With its length before it. */
  static byte[] encoded(String text) {
    ByteBuffer to = ByteBuffer.allocate(4 + 3 * text.length()).order(ByteOrder.nativeOrder());
    int end = encode(text, 0, to.array(), 4);
    to.putInt(0, end - 4);
    return Arrays.copyOf(to.array(), end);
  }

  /** Decodes the next {@code length} bytes. */
  static String decode(ByteBuffer from, int length) {
    byte[] bytes = new byte[length];
    from.get(bytes);
    for (byte b : bytes) {
      if (b < 0) {
        return decodeUnits(bytes);
      }
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static String decodeUnits(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length);
    for (int i = 0; i < bytes.length;) {
      int first = bytes[i++] & 0xff;
      if (first < 0x80) {
        text.append((char) first);
      } else if (first < 0xe0) {
        text.append((char) ((first & 0x1f) << 6 | bytes[i++] & 0x3f));
      } else {
        text.append((char) ((first & 0x0f) << 12 | (bytes[i++] & 0x3f) << 6 | bytes[i++] & 0x3f));
      }
    }
    return text.toString();
  }
}

package io.klamm.kafka;

import java.net.Inet4Address;
import java.net.InetAddress;

/** A client's address as ACLs spell it. */
final class Hosts {
  private Hosts() {}

  /** Writes {@code address.getHostAddress()}, for IPv4 without making the string. */
  static void put(Frame frame, InetAddress address) {
    if (address.getClass() != Inet4Address.class) {
      frame.putText(address.getHostAddress());
      return;
    }
    byte[] parts = address.getAddress();
    frame.reserve(4 + 15);
    int start = frame.position();
    frame.putInt(0);
    for (int i = 0; i < 4; i++) {
      if (i > 0) {
        frame.putByte('.');
      }
      putDecimal(frame, parts[i] & 0xff);
    }
    frame.putInt(start, frame.position() - start - 4);
  }

  private static void putDecimal(Frame frame, int value) {
    if (value >= 100) {
      frame.putByte('0' + value / 100);
    }
    if (value >= 10) {
      frame.putByte('0' + value / 10 % 10);
    }
    frame.putByte('0' + value % 10);
  }
}

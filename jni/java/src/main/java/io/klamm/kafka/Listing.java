package io.klamm.kafka;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;

/** Reads ACLs back, all of one snapshot, in the reference's order. */
final class Listing {
  private Listing() {}

  static List<AclBinding> of(Engine engine, AclBindingFilter filter) {
    Frame frame = Frame.ofThread();
    long pin = engine.pin();
    if (pin == 0) {
      throw new KafkaException("the library has no memory for a listing");
    }
    try {
      AclFrames.put(frame, filter);
      List<AclBinding> bindings = new ArrayList<>();
      int length = frame.position();
      long position = 0;
      do {
        position = readPage(engine, frame, pin, position, length, bindings);
      } while (position != 0);
      return Collections.unmodifiableList(bindings);
    } finally {
      engine.unpin(pin);
      frame.release();
    }
  }

  /** Returns where the next page begins, 0 after the last. */
  private static long readPage(
      Engine engine, Frame frame, long pin, long position, int length, List<AclBinding> bindings) {
    frame.position(length);
    frame.reserve(Frame.RETAINED / 4);
    int count = engine.list(frame, pin, position, length);
    while (count == Native.TOO_SMALL) {
      frame.reserve(frame.capacity());
      count = engine.list(frame, pin, position, length);
    }
    if (count < 0) {
      throw new KafkaException("the library gave no listing (" + count + ")");
    }
    long next = frame.getLong();
    for (int i = 0; i < count; i++) {
      bindings.add(AclFrames.get(frame).toBinding());
    }
    return next;
  }
}

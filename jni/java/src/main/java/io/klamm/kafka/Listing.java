package io.klamm.kafka;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.metadata.authorizer.StandardAcl;

/** Reads ACLs back, all of one snapshot, in the reference's order. */
final class Listing {
  private Listing() {
  }

  static List<StandardAcl> matching(Engine engine, AclBindingFilter filter) {
    return read(engine, filter);
  }

  /** Those that the library keeps but does not understand. */
  static List<StandardAcl> malformed(Engine engine) {
    return read(engine, null);
  }

  private static List<StandardAcl> read(Engine engine, AclBindingFilter filter) {
    Frame frame = Frame.ofThread();
    if (filter != null) {
      AclFrames.put(frame, filter);
    }
    long listing = engine.beginList(frame, filter == null);
    if (listing == 0) {
      throw new KafkaException("the library has no memory for a listing");
    }
    try {
      List<StandardAcl> acls = new ArrayList<>();
      for (int count = page(listing, frame); count > 0; count = page(listing, frame)) {
        for (int i = 0; i < count; i++) {
          acls.add(AclFrames.get(frame));
        }
      }
      return acls;
    } finally {
      Native.endList(listing);
      frame.release();
      Reference.reachabilityFence(engine);
    }
  }

  private static int page(long listing, Frame frame) {
    frame.clear();
    int count = Native.listPage(listing, frame.address(), frame.capacity());
    while (count == Native.TOO_SMALL) {
      frame.reserve(frame.capacity() + 1);
      count = Native.listPage(listing, frame.address(), frame.capacity());
    }
    if (count < 0) {
      throw new KafkaException("the library gave no listing (" + count + ")");
    }
    return count;
  }
}

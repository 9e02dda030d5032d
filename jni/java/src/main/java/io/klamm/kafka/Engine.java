package io.klamm.kafka;

import java.io.Closeable;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.KafkaException;

/**
 * One node's index in the library. Any thread may ask. {@link #close} gives the ACLs' memory back at once; the few
 * bytes of the handle go when no thread can hold this object any longer, so that a request which comes late finds a
 * closed index and never a freed one.
 */
final class Engine implements Closeable {
  private static final ReferenceQueue<Engine> UNREACHABLE = new ReferenceQueue<>();
  private static final Set<Handle> HANDLES = ConcurrentHashMap.newKeySet();

  private static final int ROOM_FOR_REASONS = 8 << 10;

  private final long node;

  private static final class Handle extends PhantomReference<Engine> {
    private final long node;

    private Handle(Engine engine) {
      super(engine, UNREACHABLE);
      node = engine.node;
    }
  }

  /** The library must be loaded. */
  Engine(
      boolean allowEveryone, boolean hostRanges, boolean correctedByResourceType, long memoryLimit, int mode) {
    freeUnreachable();
    node = Native.open(allowEveryone, hostRanges, correctedByResourceType, memoryLimit, mode);
    if (node == 0) {
      throw new KafkaException("the library has no memory for an index");
    }
    HANDLES.add(new Handle(this));
  }

  private static void freeUnreachable() {
    for (Reference<? extends Engine> gone = UNREACHABLE.poll(); gone != null; gone = UNREACHABLE.poll()) {
      Handle handle = (Handle) gone;
      if (HANDLES.remove(handle)) {
        Native.close(handle.node);
        Native.free(handle.node);
      }
    }
  }

  /** Holds the present snapshot until {@link #unpin}; 0 if there is no memory for that. */
  long pin(Frame frame) {
    try {
      return Native.pin(node, frame.stripe);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  void unpin(long pin) {
    Native.unpin(node, pin);
    Reference.reachabilityFence(this);
  }

  /** Decides the request in the frame, of so many bytes; see {@link Native#decide}. */
  int decide(Frame frame, long pin, int length) {
    try {
      return Native.decide(node, pin, frame.stripe, frame.address(), length, frame.capacity());
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  int decideByResourceType(Frame frame) {
    try {
      return Native.decideByResourceType(node, frame.stripe, frame.address(), frame.length());
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** Of the policies in the frame, which holds a text afterwards; see {@link Native#loadPolicies}. */
  int loadPolicies(Frame frame) {
    try {
      frame.reserve(ROOM_FOR_REASONS);
      return Native.loadPolicies(node, frame.address(), frame.length(), frame.capacity());
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  long beginLoad(int expected) {
    try {
      return Native.beginLoad(node, expected);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  int load(long load, Frame frame) {
    return Native.load(load, frame.address(), frame.length());
  }

  int endLoad(long load, boolean commit) {
    try {
      return Native.endLoad(node, load, commit);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  int add(Frame frame) {
    try {
      return Native.add(node, frame.address(), frame.length());
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  int remove(long idHigh, long idLow) {
    try {
      return Native.remove(node, idHigh, idLow);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /**
   * Of the ACLs that match the filter in the frame; to be ended by {@link Native#endList} before this object may go.
   */
  long beginList(Frame frame, boolean malformed) {
    return Native.beginList(node, frame.stripe, malformed, frame.address(), frame.length());
  }

  Statistics statistics() {
    try {
      return Statistics.read(node);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public void close() {
    Native.close(node);
    Reference.reachabilityFence(this);
  }
}

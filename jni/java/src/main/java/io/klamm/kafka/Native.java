package io.klamm.kafka;

import java.nio.ByteBuffer;

/**
 * The library's entries, bound when {@link NativeLibrary} loads it. Only primitives and bytes cross, in the layout of {@code jni/cpp/frame.h}. Results
 * below zero are failures: {@link #BAD_FRAME} to {@link #TOO_SMALL}. Handles are the caller's care: 0 and freed ones must not be passed.
 */
final class Native {
  static final int BAD_FRAME = -1;
  static final int FAILED = -2;
  static final int TOO_SMALL = -3;

  /** Of {@link #add} and {@link #remove}: the ids that the reference refuses. */
  static final int KNOWN_ID = 1;
  static final int KNOWN_ACL = 2;
  static final int UNKNOWN_ID = 3;

  private Native() {}

  static native String version();

  static native long address(ByteBuffer direct);

  /** A node's empty index. 0 if there is no memory. */
  static native long open(boolean allowEveryone, boolean hostRanges);

  /** Drops the ACLs; what is asked afterwards is denied. Any thread, any number of times. */
  static native void close(long node);

  /** Ends the handle. No thread may be in another entry with it, nor come later. */
  static native void free(long node);

  /** Holds the present snapshot; 0 if there is no memory. */
  static native long pin(long node);

  static native void unpin(long node, long pin);

  /** Decides the request in the frame. Returns the number of actions decided, the answer behind the request. */
  static native int decide(long node, long pin, long address, int length, int capacity);

  /** 1 allowed, 0 denied. */
  static native int decideByResourceType(long node, long address, int length);

  /** A load that is not in force yet; 0 if there is no memory. */
  static native long beginLoad(long node);

  /** Adds the frame's ACLs to a load; returns their number. */
  static native int load(long load, long address, int length);

  /** Puts a load in force (returns the number of ACLs) or drops it; ends the handle in any case. */
  static native int endLoad(long node, long load, boolean commit);

  static native int add(long node, long address, int length);

  static native int remove(long node, long idHigh, long idLow);

  /**
   * Writes the ACLs that match the filter in the frame, from a position on, behind the filter. Returns how many; the next position (0: that was all)
   * stands before them.
   */
  static native int list(long node, long pin, long position, long address, int length, int capacity);

  /** Writes {@link Statistics}' numbers to the frame; returns how many. */
  static native int statistics(long node, long address, int capacity);
}

package io.klamm.kafka;

import java.nio.ByteBuffer;

/**
 * The library's entries, bound when {@link NativeLibrary} loads it. Only primitives and bytes cross, in the layout of
 * {@code jni/cpp/frame.h}. Results below zero are failures: {@link #BAD_FRAME} to {@link #TOO_SMALL}. Handles are the
 * caller's care: 0 and freed ones must not be passed.
 */
final class Native {
  static final int BAD_FRAME = -1;
  static final int FAILED = -2;
  static final int TOO_SMALL = -3;

  /** Of {@link #add} and {@link #remove}: the ids that the reference refuses. */
  static final int KNOWN_ID = 1;
  static final int KNOWN_ACL = 2;
  static final int UNKNOWN_ID = 3;

  private Native() {
  }

  static native String version();

  static native long address(ByteBuffer direct);

  /** Bits of a node's mode: who judges the principals that are none of IAM's, and those that are; and IAM's switches. */
  static final int BY_ACLS = 1;
  static final int BY_IAM = 2;
  static final int EXACT_BY_RESOURCE_TYPE = 4;
  static final int CREATE_ON_CLUSTER = 8;

  /** A node's empty index; 0 if there is no memory. A memory limit of 0 is none. */
  static native long open(
      boolean allowEveryone, boolean hostRanges, boolean correctedByResourceType, long memoryLimit, int mode);

  /** Drops the ACLs; what is asked afterwards is refused. Any thread, any number of times. */
  static native void close(long node);

  /** Ends the handle. No thread may be in another entry with it, nor come later. */
  static native void free(long node);

  /** Holds the present snapshot; 0 if there is no memory. A stripe is any number, best the thread's own. */
  static native long pin(long node, int stripe);

  static native void unpin(long node, long pin);

  /**
   * Decides the request in the frame upon a pin, or without one (0) upon the present snapshot. Returns the number of
   * actions.
   */
  static native int decide(long node, long pin, int stripe, long address, int length, int capacity);

  /** 1 allowed, 0 denied. */
  static native int decideByResourceType(long node, int stripe, long address, int length);

  /**
   * Puts the frame's policies in force (1), or leaves those before there (0); a text stands at the front of the frame
   * then, why, or what is suspect.
   */
  static native int loadPolicies(long node, long address, int length, int capacity);

  /** Behind the failures: a text at the front of the frame says why. */
  static final int REFUSED = -4;

  /** The folders of rules that the klamm.toml in the frame names; returns their number. */
  static native int gateFolders(long address, int length, int capacity);

  /** A gate by the frame's sources; 0 with a text at the front of the frame that says what is wrong with them. */
  static native long openGate(long address, int length, int capacity);

  /** Judges what is in the frame and leaves the findings there; returns their number. Any thread. */
  static native int judge(long gate, long address, int length, int capacity);

  /** Leaves the ids of the rules that judge what the frame says; returns their number. */
  static native int gateRules(long gate, long address, int length, int capacity);

  /** Ends the handle. No thread may be in another entry with it, nor come later. */
  static native void closeGate(long gate);

  /** A load that is not in force yet; 0 if there is no memory. */
  static native long beginLoad(long node, int expected);

  /** Adds the frame's ACLs to a load; returns their number. */
  static native int load(long load, long address, int length);

  /** Puts a load in force (0) or drops it; ends the handle in any case. */
  static native int endLoad(long node, long load, boolean commit);

  static native int add(long node, long address, int length);

  static native int remove(long node, long idHigh, long idLow);

  /** The ACLs that match the filter in the frame, or the malformed ones; 0 if there is no memory. One thread's. */
  static native long beginList(long node, int stripe, boolean malformed, long address, int length);

  /** Writes the next ACLs to the frame; returns how many, 0 after the last. */
  static native int listPage(long listing, long address, int capacity);

  static native void endList(long listing);

  /** Writes {@link Statistics}' numbers to the frame; returns how many. */
  static native int statistics(long node, long address, int capacity);
}

package io.klamm.kafka;

/** What goes wrong in the library of the fault tests from now on; numbered as in faulty/faults.h. */
final class Faults {
  static final int NONE = 0;
  static final int STANDARD_EXCEPTION = 1;
  static final int ODD_EXCEPTION = 2;
  static final int BAD_ALLOC = 3;
  static final int NO_MEMORY = 4;
  static final int ANSWER = 5;
  static final int[] EXCEPTIONS = {STANDARD_EXCEPTION, ODD_EXCEPTION, BAD_ALLOC};

  private Faults() {
  }

  static native void inject(int fault, long answer);
}

package io.klamm.kafka;

/** What the library tells of one node's index. */
final class Statistics {
  final long acls;
  final long unparsable;
  final long bytes;
  final long retiredBytes;
  final long buildNanos;

  private Statistics(Frame frame) {
    acls = frame.getLong();
    unparsable = frame.getLong();
    bytes = frame.getLong();
    retiredBytes = frame.getLong();
    buildNanos = frame.getLong();
  }

  static Statistics read(long node) {
    Frame frame = Frame.ofThread();
    if (Native.statistics(node, frame.address(), frame.capacity()) != 5) {
      throw new IllegalStateException("the library gave no statistics");
    }
    return new Statistics(frame);
  }
}

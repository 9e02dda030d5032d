package io.klamm.kafka;

import org.apache.kafka.common.KafkaException;

/** What the library tells of one node's index. */
final class Statistics {
  private static final int NUMBERS = 13;

  final long acls;
  /** Of them those that cannot be understood, and of these the ones that were meant to deny. */
  final long malformed;
  final long malformedDenies;
  final long version;
  final long nativeBytes;
  final long retiredBytes;
  final long loadNanos;
  final long changeNanos;
  /** Of the policies: statements, roles and users, principals of this cluster that play them. */
  final long iamStatements;
  final long iamIdentities;
  final long iamParts;
  /** Callers that are kept prepared; how often one was prepared. */
  final long iamCallers;
  final long iamPrepared;

  private Statistics(Frame frame) {
    acls = frame.getLong();
    malformed = frame.getLong();
    malformedDenies = frame.getLong();
    version = frame.getLong();
    nativeBytes = frame.getLong();
    retiredBytes = frame.getLong();
    loadNanos = frame.getLong();
    changeNanos = frame.getLong();
    iamStatements = frame.getLong();
    iamIdentities = frame.getLong();
    iamParts = frame.getLong();
    iamCallers = frame.getLong();
    iamPrepared = frame.getLong();
  }

  static Statistics read(long node) {
    Frame frame = Frame.ofThread();
    if (Native.statistics(node, frame.address(), frame.capacity()) != NUMBERS) {
      throw new KafkaException("the library gave no statistics");
    }
    return new Statistics(frame);
  }
}

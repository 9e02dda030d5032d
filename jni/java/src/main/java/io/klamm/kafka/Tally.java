package io.klamm.kafka;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.server.authorizer.AuthorizationResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts of one authorizer's life, by adders that request threads do not contend for. */
final class Tally {
  private static final Logger LOG = LoggerFactory.getLogger(Tally.class);
  private static final long QUIET_NANOS = 60_000_000_000L;

  final LongAdder allowed = new LongAdder();
  final LongAdder denied = new LongAdder();
  /** Requests that were denied because the library gave no decision. */
  final LongAdder failures = new LongAdder();
  private final AtomicLong reported = new AtomicLong(System.nanoTime() - QUIET_NANOS);

  void count(List<AuthorizationResult> results) {
    if (results == Decider.ALLOWED) {
      allowed.increment();
    } else if (results == Decider.DENIED) {
      denied.increment();
    } else {
      int passed = Collections.frequency(results, AuthorizationResult.ALLOWED);
      allowed.add(passed);
      denied.add(results.size() - passed);
    }
  }

  /** The library gave this instead of decisions: counted, and logged once a minute. */
  void failed(int answer) {
    failures.increment();
    long last = reported.get();
    long now = System.nanoTime();
    if (now - last >= QUIET_NANOS && reported.compareAndSet(last, now)) {
      LOG.error(
          "The library gave no decision ({}); the request is denied. {} such requests so far.", answer, failures.sum());
    }
  }
}

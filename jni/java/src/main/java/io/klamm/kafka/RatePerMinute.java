package io.klamm.kafka;

import java.util.ArrayDeque;
import java.util.function.LongSupplier;

/**
 * The rate of a counter over the last minute, from the times at which it was read: counting costs the counted nothing.
 */
final class RatePerMinute {
  private static final long MINUTE_MILLIS = 60_000;
  private static final long SAMPLE_MILLIS = 1_000;

  private final LongSupplier counter;
  /** {time in ms, count}, the oldest first. */
  private final ArrayDeque<long[]> samples = new ArrayDeque<>();

  RatePerMinute(LongSupplier counter) {
    this.counter = counter;
    samples.add(new long[] {System.currentTimeMillis(), counter.getAsLong()});
  }

  synchronized double at(long now) {
    long count = counter.getAsLong();
    while (samples.size() > 1 && secondOldest()[0] <= now - MINUTE_MILLIS) {
      samples.poll();
    }
    long[] oldest = samples.peek();
    double elapsed = Math.max(now - oldest[0], SAMPLE_MILLIS);
    if (now - samples.peekLast()[0] >= SAMPLE_MILLIS) {
      samples.add(new long[] {now, count});
    }
    return (count - oldest[1]) * MINUTE_MILLIS / elapsed;
  }

  /** The oldest sample may go when the one after it is a minute old already. */
  private long[] secondOldest() {
    long[] first = samples.poll();
    long[] second = samples.peek();
    samples.addFirst(first);
    return second;
  }
}

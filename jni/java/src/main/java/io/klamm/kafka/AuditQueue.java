package io.klamm.kafka;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Decisions on their way to the file: so many and no more, and who offers one never waits. A part of the room is kept
 * for denials. Denials that find none are counted by principal, operation and resource; whatever is lost is counted,
 * and the count is itself a line. Any thread may offer, one takes.
 */
final class AuditQueue {
  private static final int BATCH = 1024;

  private final int capacity;
  private final int forDenials;
  private final int keys;
  private final ConcurrentLinkedQueue<AuditRecord> records = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final ConcurrentHashMap<String, Repeated> repeated = new ConcurrentHashMap<>();
  private final AtomicLong lostAllowed = new AtomicLong();
  private final AtomicLong lostDenied = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();

  private static final class Repeated {
    private final AuditRecord first;
    private final long count;
    private final long until;

    private Repeated(AuditRecord first, long count, long until) {
      this.first = first;
      this.count = count;
      this.until = until;
    }

    private Repeated plus(Repeated more) {
      return new Repeated(first, count + more.count, more.until);
    }
  }

  /**
   * @param capacity of decisions that wait; {@code forDenials} of them denials only
   * @param keys of denials that are counted when there is no room
   */
  AuditQueue(int capacity, int forDenials, int keys) {
    this.capacity = capacity;
    this.forDenials = forDenials;
    this.keys = keys;
  }

  /** Whether it would be well to take now: half of the room is used. */
  boolean offer(AuditRecord record) {
    int taken = size.incrementAndGet();
    if (taken <= (record.allowed ? capacity - forDenials : capacity)) {
      records.add(record);
      return taken == capacity / 2;
    }
    size.decrementAndGet();
    if (record.allowed) {
      lostAllowed.incrementAndGet();
      lost.incrementAndGet();
    } else {
      count(record);
    }
    return false;
  }

  private void count(AuditRecord record) {
    String key = record.key();
    if (repeated.size() < keys || repeated.containsKey(key)) {
      repeated.merge(key, new Repeated(record, 1, record.time), Repeated::plus);
    } else {
      lostDenied.incrementAndGet();
      lost.incrementAndGet();
    }
  }

  /** The next lines, none if nothing waits. */
  List<String> take() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      AuditRecord record = records.poll();
      if (record == null) {
        break;
      }
      size.decrementAndGet();
      lines.add(record.line());
    }
    for (String key : repeated.keySet()) {
      Repeated taken = repeated.remove(key);
      lines.add(taken.count == 1 ? taken.first.line() : taken.first.line(taken.count, taken.until));
    }
    takeLost(lines, "ALLOWED", lostAllowed);
    takeLost(lines, "DENIED", lostDenied);
    return lines;
  }

  private static void takeLost(List<String> lines, String verdict, AtomicLong count) {
    long taken = count.getAndSet(0);
    if (taken > 0) {
      lines.add(new Json().field("time", Instant.now().toString()).field("verdict", verdict).field("lost", taken).text());
    }
  }

  /** Decisions that no line tells of but by their number, ever. */
  long lost() {
    return lost.get();
  }
}

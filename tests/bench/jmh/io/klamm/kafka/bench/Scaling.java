package io.klamm.kafka.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.metadata.authorizer.ClusterMetadataAuthorizer;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.openjdk.jmh.infra.Blackhole;

/**
 * B9: the throughput of two threads divided by that of one, and the same of work that shares nothing, in turns in one
 * JVM. Prints the median over the rounds of the one divided by the other, then the calls a second of one thread and of
 * two. Arguments: the candidate, rounds.
 */
public final class Scaling {
  private static final int NAMES = 10_000;
  private static final long NANOS = 250_000_000;
  private static volatile boolean running;

  private Scaling() {
  }

  private interface Step {
    void run(int turn);
  }

  public static void main(String[] arguments) throws Exception {
    int rounds = Integer.parseInt(arguments[1]);
    Step[] candidates = new Step[2];
    try (ClusterMetadataAuthorizer authorizer = Candidates.start(arguments[0])) {
      authorizer.loadSnapshot(Acls.literals(NAMES));
      authorizer.completeInitialLoad();
      for (int thread = 0; thread < 2; thread++) {
        candidates[thread] = caller(authorizer);
      }
      Step control = turn -> Blackhole.consumeCPU(20);
      Step[] controls = {control, control};
      double[] ratios = new double[rounds];
      double[] ones = new double[rounds];
      double[] twos = new double[rounds];
      for (int round = -rounds / 4; round < rounds; round++) { // the first ones warm up
        double one = callsPerSecond(candidates, 1);
        double freeOne = callsPerSecond(controls, 1);
        double two = callsPerSecond(candidates, 2);
        double freeTwo = callsPerSecond(controls, 2);
        if (round >= 0) {
          ratios[round] = two / one / (freeTwo / freeOne);
          ones[round] = one;
          twos[round] = two;
        }
      }
      System.out.printf("%.4f %.0f %.0f%n", median(ratios), median(ones), median(twos));
    }
  }

  /** Each thread has its own requests and its own context, as in a broker. */
  private static Step caller(ClusterMetadataAuthorizer authorizer) throws Exception {
    AuthorizableRequestContext context = Candidates.context("alice", new byte[] {10, 1, 0, 1});
    List<List<Action>> requests = new ArrayList<>();
    for (int i = 0; i < NAMES; i++) {
      requests.add(Work.topic("topic-" + i * 7919L % NAMES, AclOperation.READ));
    }
    return turn -> {
      if (authorizer.authorize(context, requests.get(turn % NAMES)).isEmpty()) {
        throw new IllegalStateException();
      }
    };
  }

  private static double callsPerSecond(Step[] steps, int threads) throws InterruptedException {
    AtomicLong calls = new AtomicLong();
    CountDownLatch ready = new CountDownLatch(threads);
    Thread[] workers = new Thread[threads];
    running = true;
    for (int i = 0; i < threads; i++) {
      Step step = steps[i];
      workers[i] = new Thread(() -> {
        ready.countDown();
        int done = 0;
        for (; running; done++) {
          step.run(done & Integer.MAX_VALUE);
        }
        calls.addAndGet(done);
      });
      workers[i].start();
    }
    ready.await();
    long start = System.nanoTime();
    Thread.sleep(NANOS / 1_000_000);
    running = false;
    long nanos = System.nanoTime() - start;
    for (Thread worker : workers) {
      worker.join();
    }
    return calls.get() * 1e9 / nanos;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}

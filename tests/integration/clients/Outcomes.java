import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Tries what standard input says, a line each, several at a time: {@code WORD… -> OUTCOME|OUTCOME…}. */
final class Outcomes {
  /** What is tried: from the words of a line to what came of it. */
  interface Trial {
    String outcome(List<String> words) throws Exception;
  }

  private final AtomicInteger passed = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();

  private Outcomes() {
  }

  /**
   * Prints how many went as they should and how many did not, the latter on standard error, and ends the process with
   * 0 or 1. Lines that have not ended after so many minutes fail.
   */
  static void judge(int atATime, int minutes, Trial trial) throws Exception {
    Outcomes outcomes = new Outcomes();
    ExecutorService workers = Executors.newFixedThreadPool(atATime);
    try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String each = line;
        workers.execute(() -> outcomes.judge(each, trial));
      }
    }
    workers.shutdown();
    if (!workers.awaitTermination(minutes, TimeUnit.MINUTES)) {
      outcomes.fail("not all of it ends");
    }
    System.out.println(outcomes.passed + " " + outcomes.failed);
    System.exit(outcomes.failed.get() == 0 ? 0 : 1);
  }

  private void judge(String line, Trial trial) {
    String[] halves = line.trim().split(" +-> +");
    String outcome;
    try {
      outcome = trial.outcome(Arrays.asList(halves[0].split(" +")));
    } catch (Exception e) {
      outcome = e.toString();
    }
    if (Arrays.asList(halves[1].split("\\|")).contains(outcome)) {
      passed.incrementAndGet();
    } else {
      fail(line + ": " + outcome);
    }
  }

  private void fail(String what) {
    failed.incrementAndGet();
    System.err.println("FAILED: " + what);
  }
}

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@code Recipes FOLDER}: does what standard input says, a line each, several at a time: {@code USER ACTION… ->
 * OUTCOME|OUTCOME…}; actions are those of {@link User}. Prints how many went as they should and how many did not, the
 * latter on standard error.
 */
final class Recipes {
  private static final int AT_A_TIME = 4;

  private Recipes() {
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    AtomicInteger passed = new AtomicInteger();
    AtomicInteger failed = new AtomicInteger();
    ExecutorService workers = Executors.newFixedThreadPool(AT_A_TIME);
    try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] halves = line.trim().split(" +-> +");
        List<String> words = Arrays.asList(halves[0].split(" +"));
        String all = line;
        workers.execute(() -> {
          String outcome;
          try (User user = new User(folder, words.get(0))) {
            outcome = user.act(words.subList(1, words.size()));
          }
          if (Arrays.asList(halves[1].split("\\|")).contains(outcome)) {
            passed.incrementAndGet();
          } else {
            failed.incrementAndGet();
            System.err.println("FAILED: " + all + ": " + outcome);
          }
        });
      }
    }
    workers.shutdown();
    if (!workers.awaitTermination(5, TimeUnit.MINUTES)) {
      failed.incrementAndGet();
      System.err.println("FAILED: not all of it ends");
    }
    System.out.println(passed + " " + failed);
    System.exit(failed.get() == 0 ? 0 : 1);
  }
}

import java.nio.file.Path;

/**
 * {@code Recipes FOLDER}: does what standard input says, a line each: {@code USER ACTION… -> OUTCOME|OUTCOME…}; actions
 * are those of {@link User}. Prints as {@link Outcomes} does.
 */
final class Recipes {
  private static final int AT_A_TIME = 4;

  private Recipes() {
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    Outcomes.judge(AT_A_TIME, 5, words -> {
      try (User user = new User(folder, words.get(0))) {
        return user.act(words.subList(1, words.size()));
      }
    });
  }
}

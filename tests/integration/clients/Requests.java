import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.AlterConfigsResult;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.PolicyViolationException;

/**
 * Requests that policies judge: {@code make|try NAME PARTITIONS REPLICAS KEY=VALUE…} ({@code -} for the default; try
 * only validates), {@code assign NAME BROKER…} (a partition for each), {@code set|append|subtract|unset|legacy
 * topic|broker NAME KEY=VALUE…}.
 */
final class Requests {
  private static final Pattern RULE = Pattern.compile("\\b[A-Z]{2,}[0-9]{3}\\b");

  private final Admin admin;

  Requests(Admin admin) {
    this.admin = admin;
  }

  String act(List<String> words) throws Exception {
    List<String> settings = words.subList(Math.min(words.size(), 3), words.size());
    switch (words.get(0)) {
      case "make":
      case "try":
        return create(words, words.get(0).equals("try"));
      case "assign":
        return assign(words);
      case "set":
        return alter(words, OpType.SET, settings);
      case "append":
        return alter(words, OpType.APPEND, settings);
      case "subtract":
        return alter(words, OpType.SUBTRACT, settings);
      case "unset":
        return alter(words, OpType.DELETE, settings);
      case "legacy":
        return legacy(words, settings);
      default:
        throw new IllegalArgumentException("no action `" + words.get(0) + "`");
    }
  }

  /** The rules that a refusal names, in their order. */
  static String rules(Throwable refusal) {
    StringBuilder rules = new StringBuilder();
    if (refusal instanceof PolicyViolationException) {
      Matcher found = RULE.matcher(refusal.getMessage());
      while (found.find()) {
        rules.append(' ').append(found.group());
      }
    }
    return rules.toString();
  }

  private String create(List<String> words, boolean validateOnly) throws Exception {
    Optional<Integer> partitions = number(words.get(2));
    Optional<Short> replicas = number(words.get(3)).map(Integer::shortValue);
    Map<String, String> configs = new HashMap<>();
    entries(words.subList(4, words.size())).forEach(entry -> configs.put(entry.name(), entry.value()));
    NewTopic topic = new NewTopic(words.get(1), partitions, replicas).configs(configs);
    admin.createTopics(List.of(topic), new CreateTopicsOptions().validateOnly(validateOnly)).all().get();
    return "done";
  }

  private static Optional<Integer> number(String word) {
    return word.equals("-") ? Optional.empty() : Optional.of(Integer.valueOf(word));
  }

  private String assign(List<String> words) throws Exception {
    Map<Integer, List<Integer>> brokers = new HashMap<>();
    for (int partition = 0; partition < words.size() - 2; partition++) {
      brokers.put(partition, List.of(Integer.valueOf(words.get(partition + 2))));
    }
    admin.createTopics(List.of(new NewTopic(words.get(1), brokers))).all().get();
    return "done";
  }

  private static ConfigResource resource(List<String> words) {
    boolean topic = words.get(1).equals("topic");
    String name = words.get(2).equals("all") ? "" : words.get(2);
    return new ConfigResource(topic ? ConfigResource.Type.TOPIC : ConfigResource.Type.BROKER, name);
  }

  private static List<ConfigEntry> entries(List<String> settings) {
    List<ConfigEntry> entries = new ArrayList<>();
    for (String setting : settings) {
      String[] halves = setting.split("=", 2);
      entries.add(new ConfigEntry(halves[0], halves.length == 2 ? halves[1] : ""));
    }
    return entries;
  }

  private String alter(List<String> words, OpType type, List<String> settings) throws Exception {
    Collection<AlterConfigOp> operations = new ArrayList<>();
    entries(settings).forEach(entry -> operations.add(new AlterConfigOp(entry, type)));
    admin.incrementalAlterConfigs(Map.of(resource(words), operations)).all().get();
    return "done";
  }

  /** A replacement of all of a resource's configuration; clients of 4.0 and later have it no more. */
  private String legacy(List<String> words, List<String> settings) throws Exception {
    Method alter;
    try {
      alter = Admin.class.getMethod("alterConfigs", Map.class);
    } catch (NoSuchMethodException e) {
      return "none";
    }
    AlterConfigsResult result =
        (AlterConfigsResult) alter.invoke(admin, Map.of(resource(words), new Config(entries(settings))));
    try {
      result.all().get();
    } catch (ExecutionException e) {
      return User.reason(e);
    }
    return "done";
  }
}

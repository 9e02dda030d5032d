import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * {@code Steps FOLDER}: does what standard input says, a step a line: {@code USER ACTION… -> OUTCOME}; actions are
 * those of {@link User}. {@code acl ALLOW|DENY PRINCIPAL OPERATION TYPE PATTERN NAME} adds an ACL and
 * {@code no-acl …} removes it; both wait until every node has the change. {@code acls COUNT} waits until every node
 * lists so many, {@code replicas COUNT} until every partition has so many in step. Prints how many went as they should
 * and how many did not, the latter on standard error.
 */
final class Steps {
  private static final long PATIENCE_MILLIS = 60_000;

  private final Path folder;
  private final Nodes nodes;
  private final Map<String, User> users = new HashMap<>();
  private final Admin admin;
  private int passed;
  private int failed;

  private Steps(Path folder) throws IOException {
    this.folder = folder;
    nodes = new Nodes(folder);
    admin = Admin.create(Login.of(folder, "admin"));
  }

  public static void main(String[] arguments) throws Exception {
    Steps steps = new Steps(Path.of(arguments[0]));
    try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.isBlank()) {
          steps.step(line.trim());
        }
      }
    }
    System.out.println(steps.passed + " " + steps.failed);
    System.exit(steps.failed == 0 ? 0 : 1);
  }

  private void step(String line) throws Exception {
    String[] halves = line.split(" +-> +");
    List<String> words = Arrays.asList(halves[0].split(" +"));
    String outcome;
    switch (words.get(0)) {
      case "acl":
      case "no-acl":
        outcome = change(words.get(0).equals("acl"), binding(words));
        break;
      case "acls":
        outcome = settled(nodes.await(acls -> acls.size() == Integer.parseInt(words.get(1))));
        break;
      case "replicas":
        outcome = inSync(Integer.parseInt(words.get(1)));
        break;
      default:
        outcome =
            users.computeIfAbsent(words.get(0), name -> new User(folder, name)).act(words.subList(1, words.size()));
    }
    String expected = halves.length == 2 ? halves[1] : "done";
    if (outcome.equals(expected)) {
      passed++;
    } else {
      failed++;
      System.err.println("FAILED: " + line + ": " + outcome);
    }
  }

  private static AclBinding binding(List<String> words) {
    ResourcePattern resource =
        new ResourcePattern(ResourceType.valueOf(words.get(4)), words.get(6), PatternType.valueOf(words.get(5)));
    return new AclBinding(resource,
        new AccessControlEntry(
            words.get(2), "*", AclOperation.valueOf(words.get(3)), AclPermissionType.valueOf(words.get(1))));
  }

  private String change(boolean add, AclBinding binding) throws Exception {
    if (add) {
      admin.createAcls(List.of(binding)).all().get();
    } else {
      admin.deleteAcls(List.of(binding.toFilter())).all().get();
    }
    return settled(nodes.await(acls -> acls.contains(binding.toString()) == add));
  }

  /** Waits until every partition has so many replicas that keep step. */
  private String inSync(int count) throws Exception {
    for (long end = System.currentTimeMillis() + PATIENCE_MILLIS; System.currentTimeMillis() < end; Thread.sleep(50)) {
      Set<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
      if (admin.describeTopics(topics).allTopicNames().get().values().stream().allMatch(
              topic -> topic.partitions().stream().allMatch(partition -> partition.isr().size() >= count))) {
        return "done";
      }
    }
    return "still not";
  }

  private static String settled(List<String> late) {
    return late.isEmpty() ? "done" : "not on " + late;
  }
}

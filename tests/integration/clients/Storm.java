import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * {@code Storm FOLDER SEED}: adds and removes ACLs by the hundred, until the file {@code stop} is there; what was not
 * acknowledged is done again until it is. Then every node must list just what is left. The file {@code changes} says
 * how many calls were acknowledged so far.
 */
final class Storm {
  private static final int UNIVERSE = 2000;

  private final Path folder;
  private final Random random;
  private final Set<String> expected = new TreeSet<>();
  private int calls;
  private int repeated;

  private Storm(Path folder, long seed) {
    this.folder = folder;
    random = new Random(seed);
  }

  public static void main(String[] arguments) throws Exception {
    System.exit(new Storm(Path.of(arguments[0]), Long.parseLong(arguments[1])).run() ? 0 : 1);
  }

  private boolean run() throws Exception {
    Properties login = Login.of(folder, "admin");
    login.put("request.timeout.ms", "3000");
    login.put("default.api.timeout.ms", "5000");
    try (Nodes nodes = new Nodes(folder); Admin admin = Admin.create(login)) {
      nodes.await(acls -> acls.isEmpty());
      while (!Files.exists(folder.resolve("stop"))) {
        change(admin, random.nextInt(5) < 3, some());
        Files.writeString(folder.resolve("changes"), calls + "\n");
      }
      List<String> late = nodes.await(expected::equals);
      System.out.println(calls + " calls acknowledged, " + repeated + " of them repeated, " + expected.size()
          + " ACLs left, listed alike by " + (nodes.names().size() - late.size()) + " of " + nodes.names().size()
          + " nodes");
      return late.isEmpty();
    }
  }

  private List<AclBinding> some() {
    List<AclBinding> bindings = new ArrayList<>();
    for (int first = random.nextInt(UNIVERSE), i = first; i < first + 50; i++) {
      bindings.add(binding(i % UNIVERSE));
    }
    return bindings;
  }

  private static AclBinding binding(int number) {
    PatternType pattern = number % 2 == 0 ? PatternType.LITERAL : PatternType.PREFIXED;
    AclPermissionType permission = number % 7 == 0 ? AclPermissionType.DENY : AclPermissionType.ALLOW;
    return new AclBinding(new ResourcePattern(ResourceType.TOPIC, "storm-" + number / 4, pattern),
        new AccessControlEntry("User:storm-" + number % 16, "*", AclOperation.READ, permission));
  }

  private void change(Admin admin, boolean add, List<AclBinding> bindings) throws InterruptedException {
    List<AclBindingFilter> filters = new ArrayList<>();
    bindings.forEach(binding -> filters.add(binding.toFilter()));
    while (!acknowledged(add ? admin.createAcls(bindings).all() : admin.deleteAcls(filters).all())) {
      repeated++;
    }
    calls++;
    for (AclBinding binding : bindings) {
      if (add) {
        expected.add(binding.toString());
      } else {
        expected.remove(binding.toString());
      }
    }
  }

  private static boolean acknowledged(KafkaFuture<?> change) throws InterruptedException {
    try {
      change.get();
      return true;
    } catch (ExecutionException e) {
      return false;
    }
  }
}

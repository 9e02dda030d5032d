import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;

/**
 * The ACLs as each node by itself has them. The file {@code nodes} has a line for each: its name, the key by which a
 * client finds it and it alone (`bootstrap.servers` of a listener that no other node has, or `bootstrap.controllers`),
 * its address.
 */
final class Nodes implements AutoCloseable {
  private static final long PATIENCE_MILLIS = 60_000;
  private final Map<String, Admin> nodes = new LinkedHashMap<>();

  Nodes(Path folder) throws IOException {
    for (String line : Files.readAllLines(folder.resolve("nodes"))) {
      String[] words = line.split(" ");
      Properties login = Login.of(folder, "admin");
      login.remove("bootstrap.servers");
      login.put(words[1], words[2]);
      nodes.put(words[0], Admin.create(login));
    }
  }

  List<String> names() {
    return new ArrayList<>(nodes.keySet());
  }

  /** Waits until each node's listing is as wished; returns the names of those whose is not in the end. */
  List<String> await(Predicate<Set<String>> wish) throws InterruptedException {
    List<String> waiting = new ArrayList<>(nodes.keySet());
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (true) {
      waiting.removeIf(node -> {
        Set<String> acls = acls(node);
        return acls != null && wish.test(acls);
      });
      if (waiting.isEmpty() || System.currentTimeMillis() > end) {
        return waiting;
      }
      Thread.sleep(20);
    }
  }

  /** Null while the node cannot be asked. */
  Set<String> acls(String node) {
    try {
      Set<String> acls = new TreeSet<>();
      for (AclBinding binding : nodes.get(node).describeAcls(AclBindingFilter.ANY).values().get()) {
        acls.add(binding.toString());
      }
      return acls;
    } catch (ExecutionException | InterruptedException e) {
      return null;
    }
  }

  @Override
  public void close() {
    nodes.values().forEach(Admin::close);
  }
}

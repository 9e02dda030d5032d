package io.klamm.kafka;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.metadata.authorizer.ClusterMetadataAuthorizer;
import org.apache.kafka.metadata.authorizer.StandardAcl;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.server.authorizer.Action;

/**
 * Klamm and StandardAuthorizer of the Kafka at hand, side by side in one JVM: the same random ACLs and changes of them,
 * the same random requests; every answer, exception, listing and audit line must be the same. Arguments: decisions,
 * seed.
 */
public final class Differential {
  private final Random random;
  private final Universe universe;
  private final KlammAuthorizer klamm = new KlammAuthorizer();
  private final StandardAuthorizer standard = new StandardAuthorizer();
  private final Map<Uuid, StandardAcl> acls = new LinkedHashMap<>();
  private static long decisions;
  private static long listed;
  private static long lines;
  private static long differences;
  private static long ids;

  private Differential(long seed) {
    random = new Random(seed);
    universe = new Universe(random);
    Map<String, Object> configs = new HashMap<>();
    configs.put("super.users", " User:root ;; User:a:b:c");
    configs.put("allow.everyone.if.no.acl.found", random.nextBoolean() ? " true " : "no");
    configs.put("node.id", "1");
    klamm.configure(configs);
    standard.configure(configs);
    StandardMetrics.attach(standard);
  }

  public static void main(String[] arguments) {
    long wanted = Long.parseLong(arguments[0]);
    long seed = Long.parseLong(arguments[1]);
    for (; decisions < wanted && differences < 10; seed++) {
      new Differential(seed).round();
    }
    System.out.println(KafkaVersion.running().text + ": " + decisions + " decisions, " + listed + " ACLs listed, "
        + lines + " audit lines, " + differences + " differences");
    System.exit(differences == 0 ? 0 : 1);
  }

  private void round() {
    AuditTap.level(5);
    request();
    Map<Uuid, StandardAcl> loaded = new LinkedHashMap<>();
    for (int i = random.nextInt(150); i > 0; i--) {
      StandardAcl acl = universe.acl();
      if (!loaded.containsValue(acl)) {
        loaded.put(new Uuid(2, ++ids), acl);
      }
    }
    acls.putAll(loaded);
    same("load", authorizer -> {
      authorizer.loadSnapshot(loaded);
      authorizer.completeInitialLoad();
      return authorizer.aclCount();
    });
    for (int step = 0; step < 100; step++) {
      AuditTap.level(random.nextInt(6));
      change();
      for (int i = 0; i < 10; i++) {
        request();
      }
      listing();
      byResourceType();
    }
    klamm.close();
  }

  private void change() {
    int kind = random.nextInt(8);
    if (kind < 4) {
      StandardAcl acl = universe.acl();
      Uuid id = random.nextInt(20) == 0 && !acls.isEmpty() ? acls.keySet().iterator().next() : new Uuid(2, ++ids);
      boolean fresh = !acls.containsKey(id) && !acls.containsValue(acl);
      same("add " + acl, authorizer -> {
        authorizer.addAcl(id, acl);
        return null;
      });
      if (fresh) {
        acls.put(id, acl);
      }
    } else if (kind < 7) {
      List<Uuid> known = new ArrayList<>(acls.keySet());
      Uuid id = known.isEmpty() || random.nextInt(20) == 0 ? new Uuid(3, 3) : known.get(random.nextInt(known.size()));
      acls.remove(id);
      same("remove " + id, authorizer -> {
        authorizer.removeAcl(id);
        return null;
      });
    }
  }

  private void request() {
    Context context = new Context(universe.principal(), universe.address());
    List<Action> actions = new ArrayList<>();
    for (int i = random.nextInt(3) == 0 ? 1 : random.nextInt(100); i > 0; i--) {
      actions.add(universe.action());
    }
    decisions += actions.size();
    same(context + " " + actions, authorizer -> authorizer.authorize(context, actions));
  }

  private void listing() {
    AclBindingFilter filter = universe.filter();
    same("list " + filter, authorizer -> {
      List<String> found = new ArrayList<>();
      List<String> odd = new ArrayList<>();
      for (AclBinding binding : authorizer.acls(filter)) {
        (Universe.isOdd(binding) ? odd : found).add(binding.toString());
      }
      Collections.sort(odd); // entries that are not understood are listed last
      found.addAll(odd);
      listed += found.size();
      return found;
    });
    same("count", ClusterMetadataAuthorizer::aclCount);
  }

  private void byResourceType() {
    Context context = new Context(universe.principal(), universe.address());
    AclOperation operation = random.nextInt(20) == 0 ? AclOperation.ANY : universe.operation();
    ResourceType type = random.nextInt(20) == 0 ? ResourceType.UNKNOWN : universe.type();
    decisions++;
    same(context + " " + operation + " on some " + type,
        authorizer -> authorizer.authorizeByResourceType(context, operation, type));
  }

  private void same(String what, Function<ClusterMetadataAuthorizer, Object> call) {
    Object ours = outcome(klamm, call);
    List<String> ourLines = AuditTap.drain();
    Object theirs = outcome(standard, call);
    List<String> theirLines = AuditTap.drain();
    lines += theirLines.size();
    if (!Objects.equals(ours, theirs) || !ourLines.equals(theirLines)) {
      differences++;
      System.out.println("DIFFERENCE: " + what + "\n  klamm:    " + ours + "\n  standard: " + theirs);
      print("klamm", ourLines, theirLines);
      print("standard", theirLines, ourLines);
      System.out.println("  the ACLs:");
      acls.values().forEach(acl -> System.out.println("    " + acl));
    }
  }

  private static void print(String who, List<String> lines, List<String> others) {
    for (String line : lines) {
      if (Collections.frequency(lines, line) != Collections.frequency(others, line)) {
        System.out.println("  only " + who + ": " + line);
      }
    }
  }

  /** What it returns, or the kind of exception that it throws. */
  private static Object outcome(
      ClusterMetadataAuthorizer authorizer, Function<ClusterMetadataAuthorizer, Object> call) {
    try {
      return call.apply(authorizer);
    } catch (IllegalArgumentException e) {
      return "IllegalArgumentException";
    } catch (org.apache.kafka.common.errors.ApiException e) {
      return e.getClass().getName();
    } catch (RuntimeException e) {
      return "RuntimeException";
    }
  }
}

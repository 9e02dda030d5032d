package io.klamm.kafka.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.metadata.authorizer.ClusterMetadataAuthorizer;
import org.apache.kafka.metadata.authorizer.StandardAcl;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizationResult;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One call of the broker's, by the ids of docs/performance.md. Names, principals and hosts rotate, so that no cache of
 * one entry helps.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgs = {"-Xms2g", "-Xmx2g"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Work {
  private static final int TOPICS = 504;

  @Param({"B1", "B2", "B3", "B4", "B4s", "B5", "B6"}) public String id;

  @Param({"standard", "klamm", "trie"}) public String authorizer;

  ClusterMetadataAuthorizer candidate;
  private AuthorizableRequestContext[] contexts;
  private List<List<Action>> requests;
  private boolean changing;
  private boolean byType;

  /** What rotates is each thread's own. */
  @State(Scope.Thread)
  public static class Turn {
    int next;
  }

  static List<Action> topic(String name, AclOperation operation) {
    return Collections.singletonList(
        new Action(operation, new ResourcePattern(ResourceType.TOPIC, name, PatternType.LITERAL), 1, false, false));
  }

  private static AuthorizableRequestContext[] contexts(String principal, int count) throws Exception {
    AuthorizableRequestContext[] contexts = new AuthorizableRequestContext[count];
    for (int i = 0; i < count; i++) {
      contexts[i] = Candidates.context(
          count == 1 ? principal : principal + i, new byte[] {10, 1, (byte) (i / 250), (byte) (i % 250)});
    }
    return contexts;
  }

  @Setup(Level.Trial)
  public void setUp() throws Exception {
    candidate = Candidates.start(authorizer);
    contexts = contexts("alice", 1);
    requests = new ArrayList<>();
    Map<Uuid, StandardAcl> acls;
    AuthorizationResult expected = AuthorizationResult.ALLOWED;
    switch (id) {
      case "B1":
        acls = Acls.literals(1);
        contexts = contexts("admin", 1);
        requests.add(topic("topic-0", AclOperation.READ));
        break;
      case "B2":
        acls = Acls.literals(10_000);
        for (int i = 0; i < 10_000; i++) {
          requests.add(topic("topic-" + i * 7919L % 10_000, AclOperation.READ));
        }
        break;
      case "B3":
        acls = Acls.prefixes(5_000);
        for (int i = 0; i < 5_000; i++) {
          requests.add(topic(String.format("team-%04d.orders.v1", i * 7919L % 5_000), AclOperation.READ));
        }
        break;
      case "B4":
      case "B4s":
        acls = id.equals("B4") ? Acls.star(7_000) : Acls.spread(7_000, TOPICS);
        expected = AuthorizationResult.DENIED;
        List<Action> all = new ArrayList<>();
        for (int i = 0; i < TOPICS; i++) {
          all.addAll(topic("topic-" + i, AclOperation.DESCRIBE));
        }
        requests.add(all);
        break;
      case "B5":
      case "B6":
        acls = Acls.large(50_000, 10);
        expected = AuthorizationResult.DENIED;
        contexts = contexts("test-", 1_000);
        requests.add(topic("resource-25001", AclOperation.WRITE));
        changing = id.equals("B5");
        byType = id.equals("B6");
        break;
      case "B8":
        acls = Acls.ranges(100);
        expected = AuthorizationResult.ALLOWED;
        contexts = new AuthorizableRequestContext[] {Candidates.context("alice", new byte[] {10, 99, 3, 4})};
        requests.add(topic("topic-0", AclOperation.READ));
        break;
      default:
        throw new IllegalArgumentException(id);
    }
    candidate.loadSnapshot(acls);
    candidate.completeInitialLoad();
    if (candidate.authorize(contexts[0], requests.get(0)).get(0) != expected) {
      throw new IllegalStateException(authorizer + " decides " + id + " wrongly");
    }
  }

  @TearDown(Level.Trial)
  public void tearDown() throws Exception {
    candidate.close();
  }

  @Benchmark
  public Object call(Turn turn) {
    int i = turn.next++;
    AuthorizableRequestContext context = contexts[(i & Integer.MAX_VALUE) % contexts.length];
    if (byType) {
      return candidate.authorizeByResourceType(context, AclOperation.READ, ResourceType.TOPIC);
    }
    if (changing && i % 100 == 0) {
      change(i);
    }
    return candidate.authorize(context, requests.get((i & Integer.MAX_VALUE) % requests.size()));
  }

  /** One ACL more, then one less. */
  private void change(int i) {
    Uuid id = new Uuid(9, 9);
    if (i % 200 == 0) {
      candidate.addAcl(id,
          new StandardAcl(ResourceType.TOPIC, "resource-25001", PatternType.LITERAL, "User:somebody", "*",
              AclOperation.READ, AclPermissionType.ALLOW));
    } else {
      candidate.removeAcl(id);
    }
  }
}

package io.klamm.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.server.authorizer.AuthorizationResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoliciesTest {
  @TempDir Path folder;
  private PolicyKit kit;

  @BeforeEach
  void policies() {
    kit = new PolicyKit(folder);
    kit.write("app.json", PolicyKit.policy(PolicyKit.allow("ReadData", "topic/prod/*/orders")));
  }

  private static void await(BooleanSupplier condition, String what) {
    for (long end = System.nanoTime() + 10_000_000_000L; !condition.getAsBoolean();) {
      assertTrue(System.nanoTime() < end, what);
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  @DisplayName("acl+iam: mapped principals by policies only, others by ACLs, super users by neither")
  void both() {
    KlammAuthorizer authorizer = kit.authorizer("acl+iam");
    authorizer.addAcl(Fixture.id(1), Fixture.acl(PatternType.LITERAL, "bills", "User:*", AclPermissionType.ALLOW));
    assertTrue(Fixture.allows(authorizer, "alice", "orders"));
    assertFalse(Fixture.allows(authorizer, "alice", "bills"));
    assertTrue(Fixture.allows(authorizer, "bob", "bills"));
    assertFalse(Fixture.allows(authorizer, "bob", "orders"));
    assertTrue(Fixture.allows(authorizer, "root", "bills") && Fixture.allows(authorizer, "root", "orders"));
    assertEquals(0, authorizer.tally.failures.sum());
    authorizer.close();
    assertFalse(Fixture.allows(authorizer, "alice", "orders"));
  }

  @Test
  @DisplayName("iam: whoever is no principal of IAM's is denied, ACLs or not")
  void only() {
    KlammAuthorizer authorizer = kit.authorizer("iam", KlammAuthorizer.ALLOW_EVERYONE, "true");
    authorizer.addAcl(Fixture.id(1), Fixture.acl(PatternType.LITERAL, "bills", "User:*", AclPermissionType.ALLOW));
    assertTrue(Fixture.allows(authorizer, "alice", "orders"));
    assertFalse(Fixture.allows(authorizer, "bob", "bills"));
    assertFalse(Fixture.allows(authorizer, "bob", "orders"));
    assertTrue(Fixture.allows(authorizer, "root", "bills"));
    authorizer.close();
  }

  @Test
  @DisplayName("a super user who is mapped stays one")
  void mappedSuperUser() {
    kit.write("principals.toml", PolicyKit.ALICE.replace("alice", "root"));
    KlammAuthorizer authorizer = kit.authorizer("iam");
    assertTrue(Fixture.allows(authorizer, "root", "bills"));
    authorizer.close();
  }

  @Test
  @DisplayName("a principal of the type IAM plays what its name says; a colon in a type makes nobody of it")
  void typeIam() {
    KlammAuthorizer authorizer = kit.authorizer("acl+iam", KlammAuthorizer.ALLOW_EVERYONE, "true");
    String session = "arn:aws:sts::111122223333:assumed-role/app/s1";
    for (String type : new String[] {"IAM", "IAM:arn", "iam"}) {
      Context context = new Context(new KafkaPrincipal(type, session), Fixture.context("x").clientAddress());
      assertTrue(PolicyKit.may(authorizer, context, AclOperation.READ, ResourceType.TOPIC, "orders"), type);
      // Everybody may what no ACL is about, but for IAM's principals.
      assertEquals(!type.equals("IAM"),
          PolicyKit.may(authorizer, context, AclOperation.READ, ResourceType.TOPIC, "bills"), type);
    }
    authorizer.close();
  }

  @Test
  @DisplayName("a request of many pieces is judged by policies in each of them")
  void pieces() {
    kit.write("app.json", PolicyKit.policy(PolicyKit.allow("ReadData", "topic/prod/*/even-*")));
    KlammAuthorizer authorizer = kit.authorizer("iam");
    List<String> topics = new ArrayList<>();
    String tail = String.join("", Collections.nCopies(100, "x"));
    for (int i = 0; i < 20_000; i++) {
      topics.add((i % 2 == 0 ? "even-" : "odd-") + i + tail);
    }
    List<AuthorizationResult> results = authorizer.authorize(Fixture.context("alice"), Fixture.reads(topics));
    for (int i = 0; i < topics.size(); i++) {
      assertEquals(i % 2 == 0 ? AuthorizationResult.ALLOWED : AuthorizationResult.DENIED, results.get(i));
    }
    authorizer.close();
  }

  @Test
  @DisplayName("names of any characters are data to a policy, a pair of surrogates one character")
  void characters() {
    kit.write("app.json", PolicyKit.policy(PolicyKit.allow("AlterGroup", "group/prod/*/g?")));
    KlammAuthorizer authorizer = kit.authorizer("iam");
    for (String group : new String[] {"g1", "g*", "g?", "g\u00e9", "g\ud83d\ude00", "g\ud83d", "g\u0000"}) {
      assertTrue(
          PolicyKit.may(authorizer, Fixture.context("alice"), AclOperation.READ, ResourceType.GROUP, group), group);
    }
    for (String group : new String[] {"g", "g12", "G1", "g\ud83d\ude00x"}) {
      assertFalse(
          PolicyKit.may(authorizer, Fixture.context("alice"), AclOperation.READ, ResourceType.GROUP, group), group);
    }
    String huge = "g" + String.join("", Collections.nCopies(70_000, "x"));
    assertFalse(PolicyKit.may(authorizer, Fixture.context("alice"), AclOperation.READ, ResourceType.GROUP, huge));
    authorizer.close();
  }

  @Test
  @DisplayName("an idempotent producer: MSK asks of `hardcode`, exact of any topic; `reference` and `corrected` concern ACLs")
  void byResourceType() {
    for (String how : new String[] {"msk", "exact"}) {
      kit.write("app.json", PolicyKit.policy(PolicyKit.allow("WriteData", "topic/prod/*/orders")));
      KlammAuthorizer exactTopic = kit.authorizer("iam", Settings.IAM_BY_RESOURCE_TYPE, how);
      assertEquals(how.equals("exact") ? AuthorizationResult.ALLOWED : AuthorizationResult.DENIED,
          exactTopic.authorizeByResourceType(Fixture.context("alice"), AclOperation.WRITE, ResourceType.TOPIC));
      assertEquals(AuthorizationResult.DENIED,
          exactTopic.authorizeByResourceType(Fixture.context("alice"), AclOperation.READ, ResourceType.TOPIC));
      assertEquals(AuthorizationResult.DENIED,
          exactTopic.authorizeByResourceType(Fixture.context("bob"), AclOperation.WRITE, ResourceType.TOPIC));
      exactTopic.close();
      kit.write("app.json", PolicyKit.policy(PolicyKit.allow("WriteData", "topic/prod/*")));
      KlammAuthorizer everyTopic = kit.authorizer("iam", Settings.IAM_BY_RESOURCE_TYPE, how);
      assertEquals(AuthorizationResult.ALLOWED,
          everyTopic.authorizeByResourceType(Fixture.context("alice"), AclOperation.WRITE, ResourceType.TOPIC));
      everyTopic.close();
    }
  }

  @Test
  @DisplayName("CREATE of the cluster is nothing in IAM, unless CreateTopic is to count on the cluster's ARN")
  void create() {
    kit.write("app.json", PolicyKit.policy(PolicyKit.allow("CreateTopic", "cluster/prod/*")));
    for (String how : new String[] {"topic", "cluster"}) {
      KlammAuthorizer authorizer = kit.authorizer("iam", Settings.IAM_CREATE, how);
      assertEquals(how.equals("cluster"),
          PolicyKit.may(
              authorizer, Fixture.context("alice"), AclOperation.CREATE, ResourceType.CLUSTER, "kafka-cluster"));
      assertFalse(PolicyKit.may(authorizer, Fixture.context("alice"), AclOperation.CREATE, ResourceType.TOPIC, "t"));
      authorizer.close();
    }
  }

  @Test
  @DisplayName("a broken policy at start refuses to start, with file, line and reason")
  void brokenAtStart() {
    kit.write("app.json", "{\"Version\":\"2012-10-17\",\n \"Statement\":{\"Effect\":\"allow\",\"Action\":\"*\",\"Resource\":\"*\"}}");
    refuses(folder + "/app.json:2:24: `Effect` must be `Allow` or `Deny`", kit.with("iam"));
    kit.write("app.json", PolicyKit.policy());
    kit.write("principals.toml", "[principals.\"User:alice\"]\nrole = \"app\"\n");
    refuses(folder + "/principals.toml:2:8: nothing says what is attached to", kit.with("iam"));
    refuses(folder + "/app.json:1:1: a policy that is attached to nobody", kit.with("iam"));
    refuses("no such file", kit.with("iam", Settings.IAM_POLICIES, folder + "/none"));
    refuses("no such file", kit.with("iam", Settings.IAM_PRINCIPALS, folder + "/none"));
    refuses("is no ARN of one MSK cluster", kit.with("iam", Settings.IAM_CLUSTER_ARN, "arn:aws:kafka:eu-west-1:1:cluster/*"));
  }

  private static void refuses(String reason, String... settings) {
    ConfigException refusal = assertThrows(ConfigException.class, () -> Fixture.configured(settings));
    assertTrue(refusal.getMessage().contains(reason), refusal::getMessage);
  }

  @Test
  @DisplayName("a changed policy is in force within ten seconds; a broken one keeps the old, is counted and told once")
  void reload() {
    KlammAuthorizer authorizer = kit.authorizer("iam");
    String hash = authorizer.policies.hash();
    assertEquals(64, hash.length());
    kit.write("app.json", PolicyKit.policy(PolicyKit.allow("ReadData", "topic/prod/*/bills")));
    await(() -> Fixture.allows(authorizer, "alice", "bills"), "the change");
    assertFalse(Fixture.allows(authorizer, "alice", "orders"));
    assertNotEquals(hash, authorizer.policies.hash());
    assertEquals(1, authorizer.policies.reloads());

    String second = authorizer.policies.hash();
    kit.write("app.json", "{\n\"Statement\": 1}");
    await(() -> authorizer.policies.failures() == 1, "the refusal");
    assertTrue(authorizer.policies.refusal().contains("/app.json:2:"), authorizer.policies.refusal());
    assertTrue(Fixture.allows(authorizer, "alice", "bills"));
    assertEquals(second, authorizer.policies.hash());

    kit.write("principals.toml", "[principals]\n");
    kit.write("app.json", PolicyKit.policy(PolicyKit.allow("ReadData", "topic/prod/*/orders")));
    await(() -> authorizer.policies.refusal().contains("attached to nobody"), "the second refusal");
    assertTrue(Fixture.allows(authorizer, "alice", "bills"));
    kit.write("principals.toml", PolicyKit.ALICE);
    await(() -> authorizer.policies.hash().equals(hash), "the mended policy");
    assertTrue(Fixture.allows(authorizer, "alice", "orders"));
    assertEquals("", authorizer.policies.refusal());
    assertEquals(2, authorizer.policies.failures());
    authorizer.close();
  }

  @Test
  @DisplayName("the hash is that of contents: the same wherever the files stand, another for another cluster or switch")
  void hash() throws Exception {
    Path other = Files.createDirectory(folder.resolve("other"));
    PolicyKit copy = new PolicyKit(other);
    copy.write("app.json", new String(Files.readAllBytes(folder.resolve("app.json")), StandardCharsets.UTF_8));
    KlammAuthorizer second = copy.authorizer("iam");
    KlammAuthorizer third = copy.authorizer("iam", Settings.IAM_CREATE, "cluster");
    Files.delete(other.resolve("app.json"));
    KlammAuthorizer first = kit.authorizer("iam");
    assertEquals(first.policies.hash(), second.policies.hash());
    assertNotEquals(first.policies.hash(), third.policies.hash());
    first.close();
    second.close();
    third.close();
  }

  @Test
  @DisplayName("hidden files and folders do not count, as those behind a mounted ConfigMap")
  void hidden() throws Exception {
    Path data = Files.createDirectory(folder.resolve("..data"));
    Files.move(folder.resolve("app.json"), data.resolve("app.json"));
    Files.createSymbolicLink(folder.resolve("app.json"), Path.of("..data/app.json"));
    kit.write(".other.json", "no JSON");
    KlammAuthorizer authorizer = kit.authorizer("iam");
    assertTrue(Fixture.allows(authorizer, "alice", "orders"));
    assertEquals(1, authorizer.engine.statistics().iamIdentities);
    authorizer.close();
  }

  @Test
  @DisplayName("the audit file names the statement that decided, and whom the principal plays")
  void audit() throws Exception {
    Path file = folder.resolve("audit.log");
    KlammAuthorizer authorizer = kit.authorizer("acl+iam", Settings.AUDIT_FILE, file.toString());
    assertTrue(Fixture.allows(authorizer, "alice", "orders"));
    assertFalse(Fixture.allows(authorizer, "alice", "bills"));
    assertFalse(Fixture.allows(authorizer, "bob", "orders"));
    authorizer.close();
    List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
    assertEquals(3, lines.size());
    String as = "\"as\":\"arn:aws:sts::111122223333:assumed-role/app/alice\"";
    assertTrue(lines.get(0).contains("\"rule\":\"IamAllow\",\"why\":\"" + folder
            + "/app.json:2:1: statement `AllowReadData` (Allow, identity policy)\"," + as),
        lines.get(0));
    assertTrue(lines.get(1).contains("\"rule\":\"IamNoAllow\",\"why\":\"no identity policy allows it\"," + as),
        lines.get(1));
    assertTrue(lines.get(2).contains("\"rule\":\"DefaultDeny\""), lines.get(2));
  }

  @Test
  @DisplayName("the example's broker runs the example's policy")
  void example() throws Exception {
    Path examples = Path.of("configs/examples/iam").toAbsolutePath();
    Properties broker = new Properties();
    try (Reader file = Files.newBufferedReader(examples.resolve("orders-broker.properties"))) {
      broker.load(file);
    }
    List<String> settings = new ArrayList<>();
    for (String key : broker.stringPropertyNames()) {
      boolean path = key.equals(Settings.IAM_POLICIES) || key.equals(Settings.IAM_PRINCIPALS);
      Collections.addAll(settings, key, path ? examples.resolve(broker.getProperty(key)).toString() : broker.getProperty(key));
    }
    KlammAuthorizer authorizer = Fixture.loaded(Fixture.acls(), settings.toArray(new String[0]));
    assertTrue(Fixture.allows(authorizer, "orders-consumer", "orders"));
    assertFalse(Fixture.allows(authorizer, "orders-consumer", "orders-internal"));
    Context consumer = Fixture.context("orders-consumer");
    assertTrue(PolicyKit.may(authorizer, consumer, AclOperation.READ, ResourceType.GROUP, "billing-orders"));
    assertFalse(PolicyKit.may(authorizer, consumer, AclOperation.READ, ResourceType.GROUP, "shipping-orders"));
    assertTrue(Fixture.allows(authorizer, "broker", "anything"));
    authorizer.close();
  }

  @Test
  @DisplayName("what is told over JMX")
  void bean() {
    KlammAuthorizer authorizer = kit.authorizer("iam");
    Fixture.allows(authorizer, "alice", "orders");
    Statistics statistics = authorizer.engine.statistics();
    assertEquals(1, statistics.iamIdentities);
    assertEquals(1, statistics.iamParts);
    assertEquals(2, statistics.iamStatements);
    assertEquals(1, statistics.iamCallers);
    assertEquals(1, statistics.iamPrepared);
    authorizer.close();
  }
}

package io.klamm.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthorizerNotReadyException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.metadata.authorizer.StandardAcl;
import org.apache.kafka.server.authorizer.AuthorizationResult;

/** The cases of {@link FaultTest}, for a class loader that has loaded the library which can be told to fail. */
public final class FaultCases {
  private static final String EVERYONE = KlammAuthorizer.ALLOW_EVERYONE;

  private FaultCases() {
  }

  public static void library(String path) {
    Fixture.library(path);
    Fixture.configured().close(); // now it is loaded
  }

  private static StandardAcl allow(String topic) {
    return Fixture.acl(PatternType.LITERAL, topic, "User:alice", AclPermissionType.ALLOW);
  }

  /** One that lets alice in wherever no fault keeps her out. */
  private static KlammAuthorizer lenient() {
    Faults.inject(Faults.NONE, 0);
    KlammAuthorizer authorizer = Fixture.loaded(Fixture.acls(allow("orders")), EVERYONE, "true");
    assertTrue(Fixture.allows(authorizer, "alice", "orders"));
    return authorizer;
  }

  private static void deniesAll(KlammAuthorizer authorizer, String why) {
    long failures = authorizer.tally.failures.sum();
    assertFalse(Fixture.allows(authorizer, "alice", "orders"), why);
    List<AuthorizationResult> many = authorizer.authorize(
        Fixture.context("alice"), Fixture.reads(Collections.nCopies(100, "orders")));
    assertEquals(Collections.nCopies(100, AuthorizationResult.DENIED), many, why);
    assertEquals(AuthorizationResult.DENIED,
        authorizer.authorizeByResourceType(Fixture.context("alice"), AclOperation.READ, ResourceType.TOPIC), why);
    assertEquals(failures + 4, authorizer.tally.failures.sum(), why);
    assertTrue(Fixture.allows(authorizer, "root", "orders"), why);
  }

  /** An exception in the library denies, and no longer than it is thrown. */
  public static void exceptions() {
    KlammAuthorizer authorizer = lenient();
    for (int fault : Faults.EXCEPTIONS) {
      Faults.inject(fault, 0);
      deniesAll(authorizer, "fault " + fault);
      assertThrows(KafkaException.class, () -> authorizer.acls(AclBindingFilter.ANY));
      assertThrows(KafkaException.class, authorizer::aclCount);
      Faults.inject(Faults.NONE, 0);
      assertTrue(Fixture.allows(authorizer, "alice", "orders"));
    }
    authorizer.close();
  }

  /** Whatever number comes back instead of that of the actions. */
  public static void wrongAnswers() {
    KlammAuthorizer authorizer = lenient();
    for (long answer : new long[] {0, 2, 99, 101, -1, -2, -3, -100, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      Faults.inject(Faults.ANSWER, answer);
      long failures = authorizer.tally.failures.sum();
      assertFalse(Fixture.allows(authorizer, "alice", "orders"), "answer " + answer);
      assertFalse(authorizer.authorize(Fixture.context("alice"), Fixture.reads(Collections.nCopies(100, "orders")))
                      .contains(AuthorizationResult.ALLOWED));
      assertEquals(failures + 2, authorizer.tally.failures.sum(), "answer " + answer);
    }
    Faults.inject(Faults.NONE, 0);
    assertTrue(Fixture.allows(authorizer, "alice", "orders"));
    authorizer.close();
  }

  /** The system has no memory: decisions need none; a change waits for it and shuts out all but super users. */
  public static void noMemory() throws InterruptedException {
    KlammAuthorizer authorizer = lenient();
    Faults.inject(Faults.NO_MEMORY, 0);
    assertTrue(Fixture.allows(authorizer, "alice", "orders"));
    List<AuthorizationResult> pieces = authorizer.authorize(Fixture.context("alice"),
        Fixture.reads(Collections.nCopies(20, "x" + String.join("", Collections.nCopies(32_000, "y")))));
    assertFalse(pieces.contains(AuthorizationResult.ALLOWED) && pieces.contains(AuthorizationResult.DENIED));
    for (int i = 0; authorizer.feed.current(); i++) {
      assertTrue(i < 100_000);
      authorizer.addAcl(Fixture.id(100 + i), allow("more-" + i));
    }
    assertThrows(AuthorizerNotReadyException.class, () -> Fixture.allows(authorizer, "alice", "orders"));
    assertTrue(Fixture.allows(authorizer, "root", "orders"));
    assertThrows(KafkaException.class, () -> authorizer.loadSnapshot(Fixture.acls(allow("a"))));
    assertThrows(KafkaException.class, () -> authorizer.acls(AclBindingFilter.ANY));
    assertThrows(KafkaException.class, () -> Fixture.configured());
    assertThrows(AuthorizerNotReadyException.class, () -> Fixture.allows(authorizer, "alice", "a"));

    Faults.inject(Faults.NONE, 0);
    authorizer.loadSnapshot(Fixture.acls(allow("a")));
    assertTrue(Fixture.allows(authorizer, "alice", "a"));
    assertEquals(1, authorizer.aclCount());
    authorizer.close();
  }

  /** A change that the library throws at is kept, and applied when it no longer does. */
  public static void changes() throws InterruptedException {
    for (int fault : Faults.EXCEPTIONS) {
      KlammAuthorizer authorizer = lenient();
      StandardAcl deny = Fixture.acl(PatternType.LITERAL, "orders", "User:alice", AclPermissionType.DENY);
      Faults.inject(fault, 0);
      authorizer.addAcl(Fixture.id(7), deny);
      authorizer.removeAcl(Fixture.id(1));
      assertEquals(2, authorizer.feed.pendingUpdates());
      assertThrows(AuthorizerNotReadyException.class, () -> Fixture.allows(authorizer, "alice", "orders"));
      Faults.inject(Faults.NONE, 0);
      for (int i = 0; !authorizer.feed.current(); i++) {
        assertTrue(i < 1000, "the changes were never applied");
        Thread.sleep(20);
      }
      assertFalse(Fixture.allows(authorizer, "alice", "orders"));
      assertEquals(1, authorizer.aclCount());
      authorizer.close();
    }
  }

  /** A load that the library throws at changes nothing, and shuts out all but super users until one succeeds. */
  public static void loads() {
    for (int fault : Faults.EXCEPTIONS) {
      KlammAuthorizer authorizer = lenient();
      Faults.inject(fault, 0);
      assertThrows(KafkaException.class, () -> authorizer.loadSnapshot(Fixture.acls(allow("a"))));
      authorizer.completeInitialLoad();
      Faults.inject(Faults.NONE, 0);
      assertThrows(AuthorizerNotReadyException.class, () -> Fixture.allows(authorizer, "alice", "orders"));
      assertTrue(Fixture.allows(authorizer, "root", "orders"));
      authorizer.loadSnapshot(Fixture.acls(allow("a")));
      assertTrue(Fixture.allows(authorizer, "alice", "a"));
      authorizer.close();
    }
  }

  /** Decisions by policies that the library throws at, or has no memory for, are denials; a load changes nothing. */
  public static void policies() throws IOException {
    Path folder = Files.createTempDirectory("klamm-policies");
    PolicyKit kit = new PolicyKit(folder);
    kit.write("app.json", PolicyKit.policy(PolicyKit.allow("ReadData", "topic/prod/*/orders")));
    KlammAuthorizer authorizer = kit.authorizer("iam");
    for (int fault : Faults.EXCEPTIONS) {
      Faults.inject(fault, 0);
      deniesAll(authorizer, "fault " + fault);
      assertThrows(ConfigException.class, () -> new Policies(Settings.of(configs(kit)), authorizer.engine));
      Faults.inject(Faults.NONE, 0);
      assertTrue(Fixture.allows(authorizer, "alice", "orders"));
    }
    Faults.inject(Faults.NO_MEMORY, 0);
    assertFalse(Fixture.allows(authorizer, "alice", "orders"));
    assertThrows(ConfigException.class, () -> new Policies(Settings.of(configs(kit)), authorizer.engine));
    Faults.inject(Faults.NONE, 0);
    assertTrue(Fixture.allows(authorizer, "alice", "orders"));
    for (long answer : new long[] {-1, -2, -3, 2, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      Faults.inject(Faults.ANSWER, answer);
      assertThrows(ConfigException.class, () -> new Policies(Settings.of(configs(kit)), authorizer.engine));
    }
    Faults.inject(Faults.NONE, 0);
    authorizer.close();
  }

  private static Map<String, String> configs(PolicyKit kit) {
    Map<String, String> configs = new HashMap<>();
    String[] all = kit.with("iam");
    for (int i = 0; i < all.length; i += 2) {
      configs.put(all[i], all[i + 1]);
    }
    return configs;
  }

  /** The end cannot fail. */
  public static void ends() {
    for (int fault : Faults.EXCEPTIONS) {
      KlammAuthorizer authorizer = lenient();
      Faults.inject(fault, 0);
      authorizer.close();
      assertFalse(Fixture.allows(authorizer, "alice", "orders"));
      Faults.inject(Faults.NONE, 0);
      assertFalse(Fixture.allows(authorizer, "alice", "orders"));
    }
  }
}

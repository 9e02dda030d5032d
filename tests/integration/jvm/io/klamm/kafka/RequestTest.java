package io.klamm.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.metadata.authorizer.StandardAcl;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizationResult;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RequestTest {
  private static String repeated(String text, int times) {
    return String.join("", Collections.nCopies(times, text));
  }

  @Test
  @DisplayName("a request of many MiB is cut in pieces and gives one answer for each action, in order")
  void pieces() {
    KlammAuthorizer authorizer =
        Fixture.loaded(Fixture.acls(Fixture.acl(PatternType.PREFIXED, "even-", "User:alice", AclPermissionType.ALLOW)));
    List<String> topics = new ArrayList<>();
    String tail = repeated("x", 100);
    for (int i = 0; i < 50_000; i++) {
      topics.add((i % 2 == 0 ? "even-" : "odd-") + i + tail);
    }
    List<AuthorizationResult> results = authorizer.authorize(Fixture.context("alice"), Fixture.reads(topics));
    assertEquals(topics.size(), results.size());
    for (int i = 0; i < topics.size(); i++) {
      assertEquals(i % 2 == 0 ? AuthorizationResult.ALLOWED : AuthorizationResult.DENIED, results.get(i));
    }
    assertEquals(0, authorizer.tally.failures.sum());
    authorizer.close();
  }

  @Test
  @DisplayName("no answer for no action")
  void none() {
    KlammAuthorizer authorizer = Fixture.loaded(Fixture.acls());
    assertTrue(authorizer.authorize(Fixture.context("alice"), Collections.emptyList()).isEmpty());
    authorizer.close();
  }

  @Test
  @DisplayName("any characters in any name are kept apart, and come back as they were stored")
  void anyCharacters() {
    List<String> names = Arrays.asList("?", "\ud800", "\udc00", "\ud83d\ude00", "\udc00\ud800", "\u0000", "a\u0000b",
        "\u0080", "\u07ff", "\u0800", "\uffff", "é", "e\u0301", repeated("n", 40_000), repeated("\uffff", 40_000),
        repeated("p", 10_000) + "1", repeated("p", 10_000) + "2");
    for (String stored : names) {
      KlammAuthorizer authorizer = Fixture.loaded(
          Fixture.acls(Fixture.acl(PatternType.LITERAL, stored, "User:" + stored, AclPermissionType.ALLOW)));
      for (String asked : names) {
        assertEquals(stored.equals(asked), Fixture.allows(authorizer, stored, asked), () -> stored + " / " + asked);
        assertEquals(stored.equals(asked), Fixture.allows(authorizer, asked, stored), () -> stored + " / " + asked);
      }
      authorizer.acls(AclBindingFilter.ANY).forEach(binding -> assertEquals(stored, binding.pattern().name()));
      authorizer.close();
    }
  }

  @Test
  @DisplayName("an unpaired surrogate is a prefix of the pair that it begins, as Java sees it")
  void surrogatePrefix() {
    KlammAuthorizer authorizer = Fixture.loaded(
        Fixture.acls(Fixture.acl(PatternType.PREFIXED, "x\ud83d", "User:alice", AclPermissionType.ALLOW)));
    assertTrue(Fixture.allows(authorizer, "alice", "x\ud83d\ude00"));
    assertFalse(Fixture.allows(authorizer, "alice", "x?"));
    authorizer.close();
  }

  @Test
  @DisplayName("only literal names can be asked for, by super users too")
  void literalOnly() {
    KlammAuthorizer authorizer = Fixture.loaded(Fixture.acls());
    Action prefixed = new Action(
        AclOperation.READ, new ResourcePattern(ResourceType.TOPIC, "a", PatternType.PREFIXED), 1, true, true);
    for (String user : new String[] {"alice", "root"}) {
      assertThrows(IllegalArgumentException.class,
          () -> authorizer.authorize(Fixture.context(user), Collections.singletonList(prefixed)));
    }
    authorizer.close();
  }

  @Test
  @DisplayName("a stored ACL of an unknown permission denies, as it does in Kafka's own authorizer, and is named")
  void unknownPermission() {
    StandardAcl strange = Fixture.acl(PatternType.PREFIXED, "ord", "User:alice", AclPermissionType.UNKNOWN);
    StandardAcl allow = Fixture.acl(PatternType.LITERAL, "orders", "User:*", AclPermissionType.ALLOW);
    Map<Uuid, StandardAcl> acls = Fixture.acls(strange, allow);
    KlammAuthorizer authorizer = Fixture.loaded(acls, "allow.everyone.if.no.acl.found", "true");
    StandardAuthorizer standard = new StandardAuthorizer();
    standard.configure(Collections.emptyMap());
    StandardMetrics.attach(standard);
    standard.loadSnapshot(acls);
    standard.completeInitialLoad();
    for (String user : new String[] {"alice", "bob"}) {
      List<AuthorizationResult> theirs =
          standard.authorize(Fixture.context(user), Collections.singletonList(Fixture.read("orders")));
      assertEquals(theirs.get(0) == AuthorizationResult.ALLOWED, Fixture.allows(authorizer, user, "orders"));
    }
    assertFalse(Fixture.allows(authorizer, "alice", "orders"));
    assertEquals(Collections.singletonList(strange.toString()), authorizer.unparsable.list());
    authorizer.removeAcl(Fixture.id(1));
    assertTrue(Fixture.allows(authorizer, "alice", "orders"));
    authorizer.close();
  }

  @Test
  @DisplayName("a stored ACL that cannot be understood allows nobody, throws nothing, and is shown")
  void unparsable() {
    KlammAuthorizer authorizer =
        Fixture.loaded(Fixture.acls(Fixture.acl(PatternType.LITERAL, "orders", "alice", AclPermissionType.ALLOW),
                           Fixture.acl(PatternType.LITERAL, "orders", "", AclPermissionType.DENY),
                           Fixture.acl(PatternType.LITERAL, "orders", "User:bob", AclPermissionType.ALLOW)),
            "allow.everyone.if.no.acl.found", "true");
    assertFalse(Fixture.allows(authorizer, "alice", "orders"));
    assertTrue(Fixture.allows(authorizer, "bob", "orders"));
    assertEquals(3, authorizer.aclCount());
    assertEquals(2, authorizer.unparsable.list().size());
    authorizer.close();
  }
}

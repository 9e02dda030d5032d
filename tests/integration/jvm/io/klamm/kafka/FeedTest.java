package io.klamm.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.AuthorizerNotReadyException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.metadata.authorizer.StandardAcl;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FeedTest {
  private static final String[] EVERYONE = {"allow.everyone.if.no.acl.found", "true"};

  private static StandardAcl allow(String topic) {
    return Fixture.acl(PatternType.LITERAL, topic, "User:alice", AclPermissionType.ALLOW);
  }

  private static Map<Uuid, StandardAcl> many(int count) {
    Map<Uuid, StandardAcl> acls = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      acls.put(Fixture.id(1000 + i), allow("a-topic-with-a-long-name-" + i));
    }
    return acls;
  }

  @Test
  @DisplayName("the ids that the reference refuses are refused, and change nothing")
  void ids() {
    KlammAuthorizer authorizer = Fixture.loaded(Fixture.acls(allow("a")));
    assertThrows(RuntimeException.class, () -> authorizer.addAcl(Fixture.id(1), allow("b")));
    assertThrows(RuntimeException.class, () -> authorizer.addAcl(Fixture.id(2), allow("a")));
    assertThrows(RuntimeException.class, () -> authorizer.removeAcl(Fixture.id(3)));
    assertEquals(1, authorizer.aclCount());
    assertTrue(Fixture.allows(authorizer, "alice", "a"));
    authorizer.removeAcl(Fixture.id(1));
    assertFalse(Fixture.allows(authorizer, "alice", "a"));
    authorizer.close();
  }

  @Test
  @DisplayName(
      "a load that fails lets in super users only, even if everyone is allowed and Kafka says that it is complete")
  void
  failedLoad() {
    KlammAuthorizer authorizer =
        Fixture.configured(EVERYONE[0], EVERYONE[1], Settings.NATIVE_MEMORY, String.valueOf(4 << 20));
    assertThrows(RuntimeException.class, () -> authorizer.loadSnapshot(many(200_000)));
    authorizer.completeInitialLoad();
    assertThrows(AuthorizerNotReadyException.class, () -> Fixture.allows(authorizer, "alice", "anything"));
    assertTrue(Fixture.allows(authorizer, "root", "anything"));
    authorizer.loadSnapshot(many(10));
    assertTrue(Fixture.allows(authorizer, "alice", "anything"));
    assertEquals(10, authorizer.aclCount());
    authorizer.close();
  }

  @Test
  @DisplayName("a load with a broken entry fails as a whole")
  void brokenLoad() {
    KlammAuthorizer authorizer = Fixture.loaded(Fixture.acls(allow("a")));
    Map<Uuid, StandardAcl> broken = new HashMap<>(many(10));
    broken.put(Fixture.id(9), null);
    assertThrows(RuntimeException.class, () -> authorizer.loadSnapshot(broken));
    assertThrows(AuthorizerNotReadyException.class, () -> Fixture.allows(authorizer, "alice", "a"));
    authorizer.loadSnapshot(Fixture.acls(allow("b")));
    assertTrue(Fixture.allows(authorizer, "alice", "b"));
    authorizer.close();
  }

  @Test
  @DisplayName("a change that does not fit is kept with all that follows and applied when it does; meanwhile only "
               + "super users are let in")
  void
  failedChange() throws InterruptedException {
    KlammAuthorizer authorizer =
        Fixture.loaded(many(100), EVERYONE[0], EVERYONE[1], Settings.NATIVE_MEMORY, String.valueOf(6 << 20));
    int added = 0;
    while (authorizer.feed.current() && added < 1_000_000) {
      authorizer.addAcl(Fixture.id(100_000 + added), allow("another-topic-with-a-long-name-" + added));
      added++;
    }
    assertFalse(authorizer.feed.current(), "the bound was never met");
    authorizer.addAcl(Fixture.id(7), Fixture.acl(PatternType.LITERAL, "secret", "User:alice", AclPermissionType.DENY));
    assertEquals(2, authorizer.feed.pendingUpdates());
    assertThrows(AuthorizerNotReadyException.class, () -> Fixture.allows(authorizer, "alice", "anything"));
    assertTrue(Fixture.allows(authorizer, "root", "anything"));

    authorizer.loadSnapshot(
        Fixture.acls(Fixture.acl(PatternType.LITERAL, "secret", "User:alice", AclPermissionType.DENY)));
    assertEquals(0, authorizer.feed.pendingUpdates());
    assertTrue(Fixture.allows(authorizer, "alice", "anything"));
    assertFalse(Fixture.allows(authorizer, "alice", "secret"));
    authorizer.close();
  }
}

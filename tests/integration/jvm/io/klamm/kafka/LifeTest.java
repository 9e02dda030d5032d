package io.klamm.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import javax.management.ObjectName;
import org.apache.kafka.common.Endpoint;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.AuthorizerNotReadyException;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.resource.PatternType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LifeTest {
  @Test
  @DisplayName("before the first load only super users are let in")
  void notReady() {
    KlammAuthorizer authorizer = Fixture.configured("allow.everyone.if.no.acl.found", "true");
    assertTrue(Fixture.allows(authorizer, "root", "orders"));
    assertThrows(AuthorizerNotReadyException.class, () -> Fixture.allows(authorizer, "alice", "orders"));
    authorizer.completeInitialLoad();
    assertTrue(Fixture.allows(authorizer, "alice", "orders"));
    authorizer.close();
  }

  @Test
  @DisplayName("early listeners open at once, the others after the first load, or fail if it is closed before")
  void futures() {
    KlammAuthorizer authorizer = Fixture.configured();
    Map<Endpoint, ? extends CompletionStage<Void>> futures =
        authorizer.start(Fixture.server(Collections.singleton("CONTROLLER"), "CONTROLLER", "BROKER"));
    Set<String> open = futures.entrySet()
                           .stream()
                           .filter(entry -> entry.getValue().toCompletableFuture().isDone())
                           .map(entry -> entry.getKey().listenerName().orElse(""))
                           .collect(Collectors.toSet());
    assertEquals(Collections.singleton("CONTROLLER"), open);
    authorizer.close();
    for (CompletionStage<Void> future : futures.values()) {
      if (future.toCompletableFuture().isCompletedExceptionally()) {
        ExecutionException failure = assertThrows(ExecutionException.class, () -> future.toCompletableFuture().get());
        assertTrue(failure.getCause() instanceof TimeoutException);
      }
    }
    assertTrue(futures.values().stream().allMatch(future -> future.toCompletableFuture().isDone()));
  }

  @Test
  @DisplayName("a closed authorizer denies, whoever asks and whatever the default is; closing twice is nothing")
  void closed() {
    KlammAuthorizer authorizer =
        Fixture.loaded(Fixture.acls(Fixture.acl(PatternType.LITERAL, "orders", "User:alice", AclPermissionType.ALLOW)),
            "allow.everyone.if.no.acl.found", "true");
    assertTrue(Fixture.allows(authorizer, "alice", "orders") && Fixture.allows(authorizer, "bob", "other"));
    authorizer.close();
    authorizer.close();
    for (String user : new String[] {"alice", "bob", "root"}) {
      assertFalse(Fixture.allows(authorizer, user, "orders") || Fixture.allows(authorizer, user, "other"));
    }
  }

  @Test
  @DisplayName("only the active controller takes changes of the ACLs")
  void mutator() {
    KlammAuthorizer authorizer = Fixture.configured();
    assertThrows(NotControllerException.class, authorizer::aclMutatorOrException);
    authorizer.close();
  }

  @Test
  @DisplayName("the two authorizers of a node with both roles do not collide over JMX, nor do two of one role")
  void beans() throws Exception {
    KlammAuthorizer broker = Fixture.configured();
    KlammAuthorizer controller = Fixture.configured();
    KlammAuthorizer second = Fixture.configured();
    broker.start(Fixture.server(Collections.emptySet(), "BROKER"));
    controller.start(Fixture.server(Collections.emptySet(), "CONTROLLER"));
    second.start(Fixture.server(Collections.emptySet(), "BROKER"));
    Set<ObjectName> names = names();
    assertTrue(names.contains(new ObjectName("klamm:type=authorizer,node-id=1,role=broker")), names::toString);
    assertTrue(names.contains(new ObjectName("klamm:type=authorizer,node-id=1,role=controller")), names::toString);
    assertTrue(
        names.contains(new ObjectName("klamm:type=authorizer,node-id=1,role=broker,instance=2")), names::toString);
    assertEquals(false,
        ManagementFactory.getPlatformMBeanServer().getAttribute(
            new ObjectName("klamm:type=authorizer,node-id=1,role=broker"), "Ready"));
    broker.close();
    controller.close();
    second.close();
    assertEquals(Collections.emptySet(), names());
  }

  private static Set<ObjectName> names() throws Exception {
    return ManagementFactory.getPlatformMBeanServer().queryNames(new ObjectName("klamm:*"), null);
  }
}

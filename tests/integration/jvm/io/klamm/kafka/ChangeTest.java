package io.klamm.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.metadata.authorizer.StandardAcl;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizationResult;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Readers while the ACLs change. */
class ChangeTest {
  private static final int READERS = 16;
  private static final StandardAcl ORDERS =
      Fixture.acl(PatternType.PREFIXED, "ord", "User:alice", AclPermissionType.ALLOW);

  @Test
  @DisplayName("all actions of one request are decided upon one state of the ACLs, however large it is, and superseded "
               + "states are freed")
  void
  oneState() throws Exception {
    KlammAuthorizer authorizer = Fixture.loaded(Fixture.acls());
    List<Action> small = Fixture.reads(Collections.nCopies(200, "orders"));
    List<Action> large =
        Fixture.reads(Collections.nCopies(1500, "orders" + String.join("", Collections.nCopies(1000, "x"))));
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService readers = Executors.newFixedThreadPool(READERS);
    List<Future<Integer>> mixed = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      List<Action> actions = i % 4 == 0 ? large : small;
      mixed.add(readers.submit(() -> {
        int differing = 0;
        while (!done.get()) {
          List<AuthorizationResult> results = authorizer.authorize(Fixture.context("alice"), actions);
          differing += new HashSet<>(results).size() - 1;
        }
        return differing;
      }));
    }
    for (int i = 0; i < 20_000; i++) {
      authorizer.addAcl(Fixture.id(7), ORDERS);
      authorizer.removeAcl(Fixture.id(7));
    }
    done.set(true);
    for (Future<Integer> reader : mixed) {
      assertEquals(0, reader.get());
    }
    readers.shutdown();
    assertTrue(readers.awaitTermination(10, TimeUnit.SECONDS));
    assertEquals(0, authorizer.tally.failures.sum());
    assertEquals(0, authorizer.engine.statistics().retiredBytes);
    authorizer.close();
  }

  @Test
  @DisplayName("a hundred thousand changes leave no memory behind, without a collection of the heap")
  void noLeak() {
    KlammAuthorizer authorizer = Fixture.loaded(Fixture.acls(ORDERS));
    long before = 0;
    for (int i = 0; i < 100_000; i++) {
      authorizer.addAcl(Fixture.id(100 + i),
          Fixture.acl(PatternType.LITERAL, "topic-" + i, "User:u" + i % 50, AclPermissionType.ALLOW));
      if (i >= 100) {
        authorizer.removeAcl(Fixture.id(i));
      }
      if (i == 1000) {
        before = authorizer.engine.statistics().nativeBytes;
      }
    }
    assertEquals(101, authorizer.aclCount());
    assertEquals(before, authorizer.engine.statistics().nativeBytes);
    authorizer.close();
  }
}

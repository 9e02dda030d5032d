package io.klamm.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.metadata.authorizer.StandardAcl;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
  private static final StandardAcl ORDERS =
      Fixture.acl(PatternType.LITERAL, "orders", "User:alice", AclPermissionType.ALLOW);

  @TempDir Path folder;

  private static void waitFor(KlammAuthorizer authorizer, long compared) throws InterruptedException {
    for (int i = 0; i < 500 && authorizer.comparison.compared() < compared; i++) {
      Thread.sleep(10);
    }
    assertEquals(compared, authorizer.comparison.compared());
  }

  @Test
  @DisplayName("what Kafka's authorizer decides too is no mismatch, and one request in so many is compared")
  void agreement() throws InterruptedException {
    KlammAuthorizer authorizer =
        Fixture.loaded(Fixture.acls(ORDERS), Settings.COMPARE, "standard", Settings.COMPARE_SAMPLE, "4");
    for (int i = 0; i < 40; i++) {
      Fixture.allows(authorizer, i % 2 == 0 ? "alice" : "bob", "orders");
    }
    waitFor(authorizer, 10);
    assertEquals(0, authorizer.comparison.mismatches());
    authorizer.close();
  }

  @Test
  @DisplayName("a difference is counted, kept with the ACLs that bear on it, and written to the file")
  void difference() throws Exception {
    Path file = folder.resolve("mismatches.json");
    KlammAuthorizer authorizer = Fixture.loaded(Fixture.acls(ORDERS), Settings.COMPARE, "standard",
        Settings.COMPARE_SAMPLE, "1", Settings.COMPARE_FILE, file.toString());
    authorizer.comparison.change(
        Fixture.id(8), Fixture.acl(PatternType.PREFIXED, "ord", "User:alice", AclPermissionType.DENY));
    assertTrue(Fixture.allows(authorizer, "alice", "orders"));
    waitFor(authorizer, 1);
    assertEquals(1, authorizer.comparison.mismatches());
    String kept = authorizer.comparison.kept().get(0);
    assertTrue(kept.contains("\"klamm\":\"ALLOWED\",\"standard\":\"DENIED\",\"principal\":\"User:alice\"")
            && kept.contains("DENY"),
        kept);
    assertEquals(kept + "\n", new String(Files.readAllBytes(file)));
    authorizer.close();
  }

  @Test
  @DisplayName("Kafka's authorizer can be the one that is enforced")
  void enforced() throws InterruptedException {
    KlammAuthorizer authorizer = Fixture.loaded(Fixture.acls(ORDERS), Settings.COMPARE, "standard",
        Settings.COMPARE_SAMPLE, "1", Settings.COMPARE_ENFORCE, "standard");
    authorizer.comparison.change(
        Fixture.id(8), Fixture.acl(PatternType.PREFIXED, "ord", "User:alice", AclPermissionType.DENY));
    assertFalse(Fixture.allows(authorizer, "alice", "orders"));
    waitFor(authorizer, 1);
    assertEquals(1, authorizer.comparison.mismatches());
    authorizer.close();
  }
}

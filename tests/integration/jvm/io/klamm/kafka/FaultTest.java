package io.klamm.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.AuthorizerNotReadyException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.server.authorizer.AuthorizationResult;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong beyond the border: denied, or an exception of Kafka's; never allowed, and the JVM lives on. */
class FaultTest {
  /** The library that can be told to fail. */
  private static final String FAULTY = System.getProperty("klamm.test.faulty", "");

  private static Class<?> cases;

  /** In a class loader of their own, which loads that library and not the jar's. */
  private static synchronized Class<?> cases() throws Exception {
    if (cases == null) {
      List<URL> path = new ArrayList<>();
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
        path.add(Path.of(entry).toUri().toURL());
      }
      cases = new URLClassLoader(path.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())
                  .loadClass("io.klamm.kafka.FaultCases");
      cases.getMethod("library", String.class).invoke(null, FAULTY);
    }
    return cases;
  }

  @ParameterizedTest(name = "the library fails: {0}")
  @ValueSource(strings = {"exceptions", "wrongAnswers", "noMemory", "changes", "loads", "ends", "policies"})
  void faults(String name) throws Exception {
    assumeTrue(!FAULTY.isEmpty());
    try {
      cases().getMethod(name).invoke(null);
    } catch (InvocationTargetException e) {
      throw new AssertionError(name, e.getCause());
    }
  }

  @Test
  @DisplayName("a request that is cut off or says more than it holds is refused by the library")
  void badFrames() {
    KlammAuthorizer authorizer =
        Fixture.loaded(Fixture.acls(Fixture.acl(PatternType.LITERAL, "orders", "User:*", AclPermissionType.ALLOW)));
    Frame frame = Frame.ofThread();
    frame.putInt(1);
    frame.putText("User:alice");
    frame.putText("10.0.0.1");
    frame.putByte(Transport.UNKNOWN);
    frame.putByte(ResourceType.TOPIC.code());
    frame.putByte(AclOperation.READ.code());
    frame.putByte(3);
    frame.putText("orders");
    int whole = frame.length();
    assertEquals(1, authorizer.engine.decide(frame, 0, whole));
    for (int length = 0; length < whole; length++) {
      assertEquals(Native.BAD_FRAME, authorizer.engine.decide(frame, 0, length));
    }
    assertEquals(Native.BAD_FRAME, authorizer.engine.decide(frame, 0, frame.capacity() + 1));
    assertEquals(Native.FAILED, authorizer.engine.decide(frame, 0, -1));
    for (int count : new int[] {0, 2, 1 << 20, -1}) {
      frame.putInt(0, count);
      assertEquals(Native.BAD_FRAME, authorizer.engine.decide(frame, 0, whole));
    }
    frame.putInt(0, 1);
    for (int length : new int[] {-1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 16}) {
      frame.putInt(4, length);
      assertEquals(Native.BAD_FRAME, authorizer.engine.decide(frame, 0, whole));
    }
    authorizer.close();
  }

  @Test
  @DisplayName("a library whose index is closed decides nothing and takes nothing")
  void closedHandle() {
    KlammAuthorizer authorizer = Fixture.loaded(
        Fixture.acls(Fixture.acl(PatternType.LITERAL, "orders", "User:*", AclPermissionType.ALLOW)),
        KlammAuthorizer.ALLOW_EVERYONE, "true");
    authorizer.engine.close();
    assertFalse(Fixture.allows(authorizer, "alice", "orders"));
    assertFalse(Fixture.allows(authorizer, "alice", "other"));
    assertFalse(authorizer
                    .authorize(Fixture.context("alice"),
                        Fixture.reads(Collections.nCopies(40, "x" + String.join("", Collections.nCopies(32_000, "y")))))
                    .contains(AuthorizationResult.ALLOWED));
    assertEquals(AuthorizationResult.DENIED,
        authorizer.authorizeByResourceType(Fixture.context("alice"), AclOperation.READ, ResourceType.TOPIC));
    authorizer.removeAcl(Fixture.id(1));
    assertThrows(AuthorizerNotReadyException.class, () -> Fixture.allows(authorizer, "alice", "orders"));
    assertThrows(RuntimeException.class, () -> authorizer.loadSnapshot(Fixture.acls()));
    assertTrue(Fixture.allows(authorizer, "root", "orders"));
    authorizer.close();
  }

  @Test
  @DisplayName("policies that are cut off are refused by the library, and those before stay")
  void badPolicies(@TempDir Path folder) {
    PolicyKit kit = new PolicyKit(folder);
    kit.write("app.json", PolicyKit.policy(PolicyKit.allow("ReadData", "topic/prod/*/orders")));
    KlammAuthorizer authorizer = kit.authorizer("iam");
    Frame frame = Frame.ofThread();
    for (int length : new int[] {0, 1, 4, 5, 20}) {
      frame.clear();
      for (int i = 0; i < length; i++) {
        frame.putByte(1);
      }
      assertEquals(Native.BAD_FRAME, authorizer.engine.loadPolicies(frame));
    }
    assertTrue(Fixture.allows(authorizer, "alice", "orders"));
    authorizer.engine.close();
    assertEquals(Native.FAILED, authorizer.engine.loadPolicies(frame));
    assertFalse(Fixture.allows(authorizer, "alice", "orders"));
    authorizer.close();
  }

  @Test
  @DisplayName("before it is configured, with no library, everybody is denied")
  void notLoaded() {
    KlammAuthorizer authorizer = new KlammAuthorizer();
    assertFalse(Fixture.allows(authorizer, "root", "orders"));
    assertEquals(AuthorizationResult.DENIED,
        authorizer.authorizeByResourceType(Fixture.context("root"), AclOperation.READ, ResourceType.TOPIC));
    authorizer.close();
  }
}

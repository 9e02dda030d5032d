package io.klamm.kafka;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.security.auth.AuthenticationContext;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.security.auth.PlaintextAuthenticationContext;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.security.authenticator.DefaultKafkaPrincipalBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrincipalBuilderTest {
  @TempDir Path folder;
  private final DefaultKafkaPrincipalBuilder kafkas = new DefaultKafkaPrincipalBuilder(null, null);

  /** Of a connection by that protocol; whom it builds does not matter here. */
  private static KlammPrincipalBuilder connected(SecurityProtocol protocol) {
    KlammPrincipalBuilder builder = new KlammPrincipalBuilder();
    builder.configure(Collections.singletonMap("ssl.principal.mapping.rules", "DEFAULT"));
    AuthenticationContext context = new AuthenticationContext() {
      @Override
      public SecurityProtocol securityProtocol() {
        return protocol;
      }

      @Override
      public InetAddress clientAddress() {
        return InetAddress.getLoopbackAddress();
      }

      @Override
      public String listenerName() {
        return "CLIENT";
      }
    };
    assertThrows(IllegalArgumentException.class, () -> builder.build(context));
    return builder;
  }

  private static KafkaPrincipal passedOn(SecurityProtocol protocol, KafkaPrincipal principal) {
    return new KlammPrincipalBuilder().deserialize(connected(protocol).serialize(principal));
  }

  @Test
  @DisplayName("builds Kafka's own principals")
  void builds() {
    KafkaPrincipal anonymous = new KlammPrincipalBuilder().build(
        new PlaintextAuthenticationContext(InetAddress.getLoopbackAddress(), "CLIENT"));
    assertEquals(KafkaPrincipal.ANONYMOUS, anonymous);
    assertEquals(KafkaPrincipal.class, anonymous.getClass());
  }

  @Test
  @DisplayName("what is passed on equals what was sent, and knows how its client came")
  void passesOn() {
    for (SecurityProtocol protocol : SecurityProtocol.values()) {
      for (KafkaPrincipal sent : Arrays.asList(KafkaPrincipal.ANONYMOUS, new KafkaPrincipal("User", "\u00e9:\ud83d\ude00"),
               new KafkaPrincipal("User", "token", true))) {
        KafkaPrincipal received = passedOn(protocol, sent);
        assertEquals(sent, received);
        assertEquals(KafkaPrincipal.class, received.getClass());
        assertEquals(sent.tokenAuthenticated(), received.tokenAuthenticated());
        assertEquals(protocol, Origins.of(received));
        assertNull(Origins.of(sent));
      }
    }
  }

  @Test
  @DisplayName("nodes with Kafka's builder and with ours understand each other")
  void mixed() {
    KafkaPrincipal sent = new KafkaPrincipal("User", "alice");
    assertEquals(sent, kafkas.deserialize(connected(SecurityProtocol.SASL_SSL).serialize(sent)));
    KafkaPrincipal received = new KlammPrincipalBuilder().deserialize(kafkas.serialize(sent));
    assertEquals(sent, received);
    assertNull(Origins.of(received));
    assertArrayEquals(kafkas.serialize(sent), new KlammPrincipalBuilder().serialize(sent));
  }

  @Test
  @DisplayName("of a version or a protocol that it does not know it knows nothing; broken bytes are refused as Kafka does")
  void unknown() {
    byte[] bytes = connected(SecurityProtocol.SASL_SSL).serialize(new KafkaPrincipal("User", "alice"));
    byte[] version = bytes.clone();
    version[bytes.length - 7] = 2;
    byte[] protocol = bytes.clone();
    protocol[bytes.length - 5] = 99;
    for (byte[] odd : new byte[][] {version, protocol}) {
      KafkaPrincipal received = new KlammPrincipalBuilder().deserialize(odd);
      assertEquals(new KafkaPrincipal("User", "alice"), received);
      assertNull(Origins.of(received));
    }
    for (int length = 0; length < bytes.length - 7; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThrows(RuntimeException.class, () -> new KlammPrincipalBuilder().deserialize(cut));
    }
  }

  @Test
  @DisplayName("origins go when their principals do")
  void collected() throws InterruptedException {
    for (int i = 0; i < 10_000; i++) {
      passedOn(SecurityProtocol.SSL, new KafkaPrincipal("User", "u" + i));
    }
    for (int i = 0; i < 100 && Origins.size() > 100; i++) {
      System.gc();
      Thread.sleep(20);
      passedOn(SecurityProtocol.SSL, KafkaPrincipal.ANONYMOUS);
    }
    assertTrue(Origins.size() <= 100, () -> Origins.size() + " are kept");
  }

  @Test
  @DisplayName("aws:SecureTransport is that of the client's listener; of a request passed on it is unknown without the builder")
  void secureTransport() {
    PolicyKit kit = new PolicyKit(folder);
    kit.write("app.json", PolicyKit.policy("{'Effect':'Allow','Action':'kafka-cluster:CreateTopic','Resource':'*'}",
        "{'Effect':'Deny','Action':'kafka-cluster:*','Resource':'*','Condition':{'Bool':{'aws:SecureTransport':'false'}}}"));
    KlammAuthorizer authorizer = kit.authorizer("iam");
    KafkaPrincipal alice = new KafkaPrincipal("User", "alice");
    assertTrue(creates(authorizer, alice, SecurityProtocol.SASL_SSL, Optional.of(1)));
    assertFalse(creates(authorizer, alice, SecurityProtocol.SASL_PLAINTEXT, Optional.of(1)));
    // Passed on: what the controller sees is the broker's protocol.
    assertFalse(creates(authorizer, alice, SecurityProtocol.SASL_SSL, Optional.empty()));
    KafkaPrincipal secure = passedOn(SecurityProtocol.SASL_SSL, alice);
    KafkaPrincipal plain = passedOn(SecurityProtocol.SASL_PLAINTEXT, alice);
    assertTrue(creates(authorizer, secure, SecurityProtocol.PLAINTEXT, Optional.empty()));
    assertFalse(creates(authorizer, plain, SecurityProtocol.SASL_SSL, Optional.empty()));
    authorizer.close();
  }

  private static boolean creates(
      KlammAuthorizer authorizer, KafkaPrincipal principal, SecurityProtocol protocol, Optional<Integer> port) {
    return PolicyKit.may(authorizer, PolicyKit.request(principal, protocol, port), AclOperation.CREATE,
        ResourceType.TOPIC, "orders");
  }
}

package io.klamm.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.network.ClientInformation;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.RequestContext;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.metadata.authorizer.StandardAcl;
import org.apache.kafka.server.authorizer.Action;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFileTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("audit.json");
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file, StandardCharsets.US_ASCII);
  }

  private static Map<Uuid, StandardAcl> acls() {
    return Fixture.acls(Fixture.acl(PatternType.LITERAL, "orders", "User:alice", AclPermissionType.ALLOW));
  }

  private static Action action(String topic, boolean logIfAllowed, boolean logIfDenied) {
    ResourcePattern resource = new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL);
    return new Action(AclOperation.READ, resource, 1, logIfAllowed, logIfDenied);
  }

  private static AuditRecord record(String user, String topic, boolean allowed) {
    return new AuditRecord("1", "broker", Fixture.context(user), Fixture.read(topic), allowed, Rule.DEFAULT_DENY);
  }

  private static void contains(String line, String... parts) {
    for (String part : parts) {
      assertTrue(line.contains(part), () -> part + " in " + line);
    }
  }

  @Test
  @DisplayName("each decision that the broker asks to have logged is a line that tells who, what, why and where")
  void lines() throws IOException {
    KlammAuthorizer authorizer = Fixture.loaded(acls(), Settings.AUDIT_FILE, file().toString());
    authorizer.start(Fixture.server(Collections.emptySet(), "BROKER"));
    List<Action> asked = new ArrayList<>();
    for (String topic : new String[] {"orders", "l\u00e4nge\n\"x"}) {
      for (int flags = 0; flags < 4; flags++) {
        asked.add(action(topic, (flags & 1) != 0, (flags & 2) != 0));
      }
    }
    authorizer.authorize(Fixture.context("alice"), asked);
    authorizer.authorize(Fixture.context("root"), Collections.singletonList(action("x", true, false)));
    authorizer.close();

    List<String> lines = lines(file());
    assertEquals(5, lines.size());
    contains(lines.get(0), "\"verdict\":\"ALLOWED\"", "\"principal\":\"User:alice\"", "\"host\":\"10.0.0.1\"",
        "\"operation\":\"READ\"", "\"resourceType\":\"TOPIC\"", "\"resourceName\":\"orders\"", "\"rule\":\"MatchingAcl\"",
        "\"acl\":\"StandardAcl", "\"api\":\"Metadata\"", "\"clientId\":\"differential\"", "\"node\":\"1\"",
        "\"role\":\"broker\"");
    contains(lines.get(2), "\"verdict\":\"DENIED\"", "\"resourceName\":\"l\\u00e4nge\\u000a\\\"x\"",
        "\"rule\":\"DefaultDeny\"");
    contains(lines.get(4), "\"principal\":\"User:root\"", "\"rule\":\"SuperUser\"");
    lines.forEach(line -> contains(line, "{\"time\":\"20", "Z\""));
  }

  @Test
  @DisplayName("a request that a broker passed on to a controller is told from one that came by itself")
  void forwarded() throws Exception {
    KlammAuthorizer authorizer = Fixture.loaded(acls(), Settings.AUDIT_FILE, file().toString());
    RequestHeader header = new RequestHeader(ApiKeys.CREATE_TOPICS, ApiKeys.CREATE_TOPICS.latestVersion(), null, 7);
    KafkaPrincipal alice = new KafkaPrincipal("User", "alice");
    for (boolean forwarded : new boolean[] {true, false}) {
      authorizer.authorize(new RequestContext(header, "c", InetAddress.getLoopbackAddress(),
                               forwarded ? Optional.empty() : Optional.of(5), alice,
                               new ListenerName("CONTROLLER"), SecurityProtocol.SSL, ClientInformation.EMPTY, false),
          Collections.singletonList(Fixture.read("orders")));
    }
    authorizer.close();
    contains(lines(file()).get(0), "\"forwarded\":true", "\"api\":\"CreateTopics\"", "\"listener\":\"CONTROLLER\"",
        "\"role\":null");
    contains(lines(file()).get(1), "\"forwarded\":false");
  }

  @Test
  @DisplayName("two authorizers of one node share the file, and what one wrote stays when the other is closed")
  void shared() throws IOException {
    KlammAuthorizer broker = Fixture.loaded(acls(), Settings.AUDIT_FILE, file().toString());
    KlammAuthorizer controller = Fixture.loaded(acls(), Settings.AUDIT_FILE, file().toString());
    Fixture.allows(broker, "alice", "orders");
    broker.close();
    broker.close();
    Fixture.allows(controller, "alice", "orders");
    controller.close();
    assertEquals(2, lines(file()).size());
  }

  @Test
  @DisplayName("a file that would grow too large is renamed, so many of them are kept, and no line is cut or missing")
  void rotation() throws IOException {
    try (RotatingFile file = new RotatingFile(file(), 100, 2)) {
      for (int i = 0; i < 50; i++) {
        file.append(String.format("line %04d of twenty..", i));
      }
    }
    assertEquals(2, lines(file()).size());
    assertEquals("line 0049 of twenty..", lines(file()).get(1));
    assertEquals(4, lines(folder.resolve("audit.json.1")).size());
    assertEquals("line 0040 of twenty..", lines(folder.resolve("audit.json.2")).get(0));
    assertEquals(3, folder.toFile().list().length);
    try (RotatingFile file = new RotatingFile(file(), 1000, 2)) {
      file.append("more");
    }
    assertEquals(3, lines(file()).size());
  }

  @Test
  @DisplayName("a line that a crash cut off does not spoil the next one")
  void torn() throws IOException {
    Files.write(file(), "{\"half".getBytes(StandardCharsets.US_ASCII));
    try (RotatingFile file = new RotatingFile(file(), 1000, 2)) {
      file.append("{}");
    }
    assertEquals(Arrays.asList("{\"half", "{}"), lines(file()));
  }

  @Test
  @DisplayName("a file that cannot be written keeps the node from starting")
  void refused() {
    assertThrows(ConfigException.class, () -> Fixture.configured(Settings.AUDIT_FILE, folder.toString()));
    assertThrows(
        ConfigException.class, () -> Fixture.configured(Settings.AUDIT_FILE, folder.resolve("no/file").toString()));
  }

  @Test
  @DisplayName("a disk that is full holds up neither decisions nor the end")
  void diskFull() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full));
    KlammAuthorizer authorizer = Fixture.loaded(acls(), Settings.AUDIT_FILE, full.toString());
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
      for (int i = 0; i < 40_000; i++) {
        assertTrue(Fixture.allows(authorizer, "alice", "orders"));
      }
      authorizer.close();
    });
    assertTrue(authorizer.audit.lost() > 0);
  }

  @Test
  @DisplayName("when it is full denials have room of their own, then are counted, and every loss is a line")
  void full() {
    AuditQueue queue = new AuditQueue(10, 4, 2);
    for (int i = 0; i < 100; i++) {
      queue.offer(record("alice", "orders", true));
    }
    for (int i = 0; i < 100; i++) {
      queue.offer(record("alice", "orders", false));
      queue.offer(record("bob", "orders", false));
      queue.offer(record("carol", "orders", false));
    }
    List<String> lines = queue.take();
    assertEquals(6, lines.stream().filter(line -> line.contains("ALLOWED") && !line.contains("lost")).count());
    assertEquals(6, lines.stream().filter(line -> line.contains("DENIED") && !line.contains("lost")).count());
    long repeated = 0;
    for (String line : lines) {
      if (line.contains("\"repeated\":")) {
        repeated += Long.parseLong(line.replaceAll(".*\"repeated\":([0-9]+).*", "$1"));
        contains(line, "\"until\":\"20", "\"principal\":");
      }
    }
    String allowed = lines.get(lines.size() - 2);
    String denied = lines.get(lines.size() - 1);
    contains(allowed, "\"verdict\":\"ALLOWED\"", "\"lost\":94");
    contains(denied, "\"verdict\":\"DENIED\"", "\"lost\":");
    long lost = Long.parseLong(denied.replaceAll(".*\"lost\":([0-9]+).*", "$1"));
    assertEquals(300, 4 + repeated + lost);
    assertTrue(lost >= 98 && lost <= 100, denied);
    assertEquals(94 + lost, queue.lost());
    assertTrue(queue.take().isEmpty());
    queue.offer(record("alice", "orders", true));
    assertEquals(1, queue.take().size());
  }

  @Test
  @DisplayName("with many threads each decision is a line, or in the number of a line")
  void threads() throws InterruptedException {
    AuditQueue queue = new AuditQueue(64, 16, 4);
    int each = 20_000;
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      boolean allowed = i % 2 == 0;
      String user = "u" + i;
      threads.add(new Thread(() -> {
        for (int n = 0; n < each; n++) {
          queue.offer(record(user, "t" + n % 8, allowed));
        }
      }));
    }
    threads.forEach(Thread::start);
    long told = 0;
    boolean running = true;
    while (running) {
      running = threads.stream().anyMatch(Thread::isAlive);
      for (String line : queue.take()) {
        String number = line.replaceAll(".*\"(repeated|lost)\":([0-9]+).*", "$2");
        told += number.equals(line) ? 1 : Long.parseLong(number);
      }
    }
    assertEquals(4L * each, told);
  }
}

package io.klamm.kafka;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.ObjectName;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.server.policy.AlterConfigPolicy;
import org.apache.kafka.server.policy.CreateTopicPolicy;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyTest {
  private static final int TOPICS = 600;

  @TempDir Path folder;

  private static Map<String, String> node(String... keysAndValues) {
    Map<String, String> configs = new HashMap<>();
    configs.put("node.id", "1");
    configs.put("process.roles", "controller");
    String library = System.getProperty("klamm.test.library", "");
    if (!library.isEmpty()) {
      configs.put(Settings.NATIVE_PATH, library);
    }
    for (int i = 0; i < keysAndValues.length; i += 2) {
      configs.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return configs;
  }

  private static KlammCreateTopicPolicy creations(Map<String, String> node) {
    KlammCreateTopicPolicy policy = new KlammCreateTopicPolicy();
    policy.configure(node);
    return policy;
  }

  private static KlammAlterConfigPolicy alterations(Map<String, String> node) {
    KlammAlterConfigPolicy policy = new KlammAlterConfigPolicy();
    policy.configure(node);
    return policy;
  }

  private static CreateTopicPolicy.RequestMetadata topic(String name, int replicas, Map<String, String> configs) {
    return new CreateTopicPolicy.RequestMetadata(name, 3, (short) replicas, null, configs);
  }

  private static AlterConfigPolicy.RequestMetadata change(
      ConfigResource.Type type, String name, Map<String, String> configs) {
    return new AlterConfigPolicy.RequestMetadata(new ConfigResource(type, name), configs);
  }

  private String file(String name, String text) throws IOException {
    Path path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    return Files.write(path, text.getBytes(StandardCharsets.UTF_8)).toString();
  }

  @Test
  @DisplayName("a refusal names rule, what, why and mend in one line")
  void refusal() {
    try (KlammCreateTopicPolicy policy = creations(node())) {
      PolicyViolationException refusal = assertThrows(PolicyViolationException.class,
          () -> policy.validate(topic("orders", 1, Map.of("min.insync.replicas", "2"))));
      assertTrue(refusal.getMessage().startsWith("klamm: TP020: `min.insync.replicas=2` with 1 replicas"), refusal.getMessage());
      assertFalse(refusal.getMessage().contains("\n"));
      assertDoesNotThrow(() -> policy.validate(topic("orders", 1, Map.of())));
    }
  }

  @Test
  @DisplayName("topics that Kafka makes for itself pass")
  void internal() {
    try (KlammCreateTopicPolicy policy = creations(node(Settings.POLICY_FAIL_ON, "info"))) {
      assertDoesNotThrow(() -> policy.validate(topic("__consumer_offsets", 1, Map.of("retention.ms", "24"))));
      assertThrows(PolicyViolationException.class, () -> policy.validate(topic("orders", 1, Map.of())));
    }
  }

  @Test
  @DisplayName("replicas assigned by hand count as what they are")
  void assigned() {
    try (KlammCreateTopicPolicy policy = creations(node(Settings.POLICY_FAIL_ON, "medium"))) {
      Map<Integer, List<Integer>> one = new TreeMap<>(Map.of(0, List.of(1), 1, List.of(2)));
      assertThrows(PolicyViolationException.class,
          () -> policy.validate(new CreateTopicPolicy.RequestMetadata("orders", null, null, one, Map.of())));
      Map<Integer, List<Integer>> two = new TreeMap<>(Map.of(0, List.of(1, 2, 3)));
      assertDoesNotThrow(
          () -> policy.validate(new CreateTopicPolicy.RequestMetadata("orders", null, null, two, Map.of())));
    }
  }

  @Test
  @DisplayName("beside the policy of alterations, creations leave configurations to it")
  void halves() {
    Map<String, String> both = node("alter.config.policy.class.name", KlammAlterConfigPolicy.class.getName());
    Map<String, String> wrong = Map.of("max.message.bytes", "3000000", "segment.bytes", "2000000");
    both.put(Settings.POLICY_FAIL_ON, "medium");
    try (KlammCreateTopicPolicy creations = creations(both); KlammAlterConfigPolicy alterations = alterations(both)) {
      assertDoesNotThrow(() -> creations.validate(topic("orders", 3, wrong)));
      assertThrows(PolicyViolationException.class,
          () -> alterations.validate(change(ConfigResource.Type.TOPIC, "orders", wrong)));
    }
    both.remove("alter.config.policy.class.name");
    try (KlammCreateTopicPolicy creations = creations(both)) {
      assertThrows(PolicyViolationException.class, () -> creations.validate(topic("orders", 3, wrong)));
    }
  }

  @Test
  @DisplayName("what is taken away is judged by the controller's own default, and other resources pass")
  void alterations() {
    Map<String, String> node = node("log.retention.ms", "168", Settings.POLICY_FAIL_ON, "medium");
    Map<String, String> deletion = new HashMap<>();
    deletion.put("retention.ms", null);
    try (KlammAlterConfigPolicy policy = alterations(node)) {
      assertThrows(PolicyViolationException.class,
          () -> policy.validate(change(ConfigResource.Type.TOPIC, "orders", deletion)));
      assertDoesNotThrow(() -> policy.validate(change(ConfigResource.Type.TOPIC, "__consumer_offsets", deletion)));
      assertDoesNotThrow(() -> policy.validate(change(ConfigResource.Type.TOPIC, "orders", Map.of())));
      assertDoesNotThrow(() -> policy.validate(
          change(ConfigResource.Type.TOPIC, "orders", Map.of("min.insync.replicas", "9"))));
      assertDoesNotThrow(() -> policy.validate(change(ConfigResource.Type.CLIENT_METRICS, "m", Map.of("interval.ms", "1"))));
      PolicyViolationException refusal = assertThrows(PolicyViolationException.class,
          () -> policy.validate(change(ConfigResource.Type.BROKER, "1", Map.of("unclean.leader.election.enable", "true"))));
      assertTrue(refusal.getMessage().contains("KD001"), refusal.getMessage());
    }
  }

  @Test
  @DisplayName("a request that cannot be judged is refused, or passes where that is asked for, and is counted")
  void errors() {
    KlammCreateTopicPolicy denies = creations(node());
    KlammCreateTopicPolicy allows = creations(node(Settings.POLICY_ON_ERROR, "allow"));
    denies.close();
    allows.close();
    assertThrows(PolicyViolationException.class, () -> denies.validate(topic("orders", 3, Map.of())));
    assertDoesNotThrow(() -> allows.validate(topic("orders", 3, Map.of())));
    assertEquals(1, denies.judge.counts.errors.sum());
    assertEquals(1, allows.judge.counts.errors.sum());
    try (KlammCreateTopicPolicy huge = creations(node())) {
      String text = String.join("", Collections.nCopies(2 << 20, "x"));
      assertThrows(PolicyViolationException.class, () -> huge.validate(topic("orders", 3, Map.of("retention.ms", text))));
      assertDoesNotThrow(() -> huge.validate(topic("orders", 3, Map.of())));
    }
  }

  @Test
  @DisplayName("a klamm.toml that cannot be understood keeps the node from starting, with its place")
  void broken() throws IOException {
    String path = file("klamm.toml", "profile = \"strict\"\nselekt = []\n");
    ConfigException refusal = assertThrows(ConfigException.class, () -> creations(node(Settings.CONFIG, path)));
    assertTrue(refusal.getMessage().contains(path + ":2:1: no key `selekt`"), refusal.getMessage());
    assertThrows(ConfigException.class, () -> creations(node(Settings.CONFIG, folder.resolve("none.toml").toString())));
    String rules = file("with.toml", "rules = [\"nowhere\"]");
    assertThrows(ConfigException.class, () -> creations(node(Settings.CONFIG, rules)));
    assertThrows(ConfigException.class, () -> creations(node(Settings.POLICY_FAIL_ON, "loud")));
  }

  @Test
  @DisplayName("the gate refuses what it is told to, names no secret, and its glass can be broken")
  void gate() {
    Map<String, String> node = node(Settings.GATE, "enforce", "listeners", "CLIENTS://:9092", "process.roles", "broker",
        "ssl.key.password", "hunter2-hunter2", "listener.security.protocol.map", "CLIENTS:PLAINTEXT");
    ConfigException refusal = assertThrows(ConfigException.class, () -> creations(node));
    assertTrue(refusal.getMessage().contains("KL001"), refusal.getMessage());
    assertFalse(refusal.getMessage().contains("hunter2"));
    System.setProperty(Settings.GATE, "off");
    try {
      creations(node).close();
    } finally {
      System.clearProperty(Settings.GATE);
    }
    node.put(Settings.GATE, "warn");
    creations(node).close();
    KlammGate reporter = new KlammGate();
    reporter.configure(node);
    reporter.configure(Map.of("klamm.colour", "red"));
    reporter.close();
  }

  @Test
  @DisplayName("what was evaluated, warned of and refused is to be seen over JMX, by rule")
  void metrics() throws Exception {
    try (KlammCreateTopicPolicy policy = creations(node())) {
      policy.validate(topic("orders", 1, Map.of()));
      assertThrows(PolicyViolationException.class, () -> policy.validate(topic("a b", 3, Map.of())));
      ObjectName name = new ObjectName("klamm:type=policy,name=create-topic,node-id=1");
      Object rules = ManagementFactory.getPlatformMBeanServer().getAttribute(name, "Rules");
      List<String> lines = List.of((String[]) rules);
      assertTrue(lines.contains("TP013 evaluated=2 warned=1 refused=0"), lines.toString());
      assertTrue(lines.contains("TP001 evaluated=2 warned=0 refused=1"), lines.toString());
      assertEquals(1L, ManagementFactory.getPlatformMBeanServer().getAttribute(name, "RefusedTotal"));
    }
  }

  // ---- the linter and the running policy ------------------------------------------------------------------------------

  private static final String[][] VALUES = {{"retention.ms", "-1", "168", "1000", "86400000", "604800000", "7776000001"},
      {"segment.ms", "59999", "60000", "7200000", "604800000"}, {"retention.bytes", "-1", "1000000", "1073741824"},
      {"segment.bytes", "1048576", "2000000", "1073741824"}, {"cleanup.policy", "delete", "compact", "compact,delete"},
      {"min.insync.replicas", "1", "2", "3", "4"}, {"max.message.bytes", "1048588", "3000000", "10485761", "104857601"},
      {"min.compaction.lag.ms", "0", "5000"}, {"max.compaction.lag.ms", "1000", "9223372036854775807"},
      {"compression.type", "producer", "zstd", "gzip", "lz4"}, {"compression.gzip.level", "-1", "6"},
      {"compression.lz4.level", "9"}, {"compression.zstd.level", "3"}, {"message.timestamp.type", "CreateTime", "LogAppendTime"},
      {"message.timestamp.before.max.ms", "1000"}, {"message.timestamp.after.max.ms", "3600000", "86400001"},
      {"flush.messages", "1", "9223372036854775807"}, {"remote.storage.enable", "true", "false"},
      {"local.retention.ms", "-2", "1000", "700000000"}, {"local.retention.bytes", "-2", "1000", "2000000000"},
      {"remote.log.delete.on.disable", "true", "false"}, {"leader.replication.throttled.replicas", "", "0:1"},
      {"follower.replication.throttled.replicas", "", "1:2"}, {"unclean.leader.election.enable", "true", "false"},
      {"delete.retention.ms", "86400000"}, {"min.cleanable.dirty.ratio", "0.5"}, {"nobody.knows", "x"}};
  private static final String[] NAMES = {"orders-%d", "app-%d-changelog", "tmp-%d", "__t-%d", "a.b_%d", "o rders-%d"};

  /** Rules and how often each spoke. */
  private static TreeMap<String, Long> spoken(KlammCreateTopicPolicy policy) {
    TreeMap<String, Long> spoken = new TreeMap<>();
    Pattern line = Pattern.compile("(\\w+) evaluated=\\d+ warned=(\\d+) refused=(\\d+)");
    for (String rule : policy.judge.counts.byRule()) {
      Matcher parts = line.matcher(rule);
      assertTrue(parts.matches(), rule);
      spoken.put(parts.group(1), Long.parseLong(parts.group(2)) + Long.parseLong(parts.group(3)));
    }
    return spoken;
  }

  @Test
  @DisplayName("the running policy finds what klamm lint finds, in every topic")
  void alike() throws Exception {
    String program = System.getProperty("klamm.test.program", "");
    assertFalse(program.isEmpty(), "klamm.test.program names the linter");
    Random random = new Random(7);
    StringBuilder json = new StringBuilder("{\"topics\": [\n");
    List<TreeSet<String>> ours = new ArrayList<>();
    String config = file("klamm.toml", "profile = \"strict\"\n");
    try (KlammCreateTopicPolicy policy = creations(node(Settings.CONFIG, config))) {
      for (int i = 0; i < TOPICS; i++) {
        String name = String.format(NAMES[random.nextInt(NAMES.length)], i);
        int replicas = 1 + random.nextInt(4);
        TreeMap<String, String> configs = new TreeMap<>();
        for (String[] choices : VALUES) {
          if (!choices[0].equals("nobody.knows") || random.nextInt(20) == 0) {
            configs.put(choices[0], choices[1 + random.nextInt(choices.length - 1)]);
          }
        }
        TreeMap<String, Long> before = spoken(policy);
        try {
          policy.validate(topic(name, replicas, configs));
        } catch (PolicyViolationException e) {
          // counted
        }
        TreeSet<String> rules = new TreeSet<>();
        spoken(policy).forEach((rule, count) -> {
          if (count > before.get(rule)) {
            rules.add(rule);
          }
        });
        ours.add(rules);
        json.append("{\"name\": \"").append(name).append("\", \"partitions\": 3, \"replicationFactor\": ").append(replicas)
            .append(", \"configs\": {");
        configs.forEach((key, value) -> json.append('"').append(key).append("\": \"").append(value).append("\","));
        json.setLength(json.length() - 1);
        json.append(i + 1 == TOPICS ? "}}\n" : "}},\n");
      }
      assertEquals(0, policy.judge.counts.errors.sum());
    }
    List<TreeSet<String>> linted = lint(program, file("topics.json", json.append("]}\n").toString()));
    for (int i = 0; i < TOPICS; i++) {
      assertEquals(linted.get(i), ours.get(i), json.toString().split("\n")[i + 1]);
    }
  }

  /** The rules by topic, of which each has a line. */
  private List<TreeSet<String>> lint(String program, String file) throws Exception {
    Path out = folder.resolve("findings.json");
    Process process = new ProcessBuilder(program, "lint", "--profile", "strict", "--kafka-version",
        KafkaVersion.running().line(), "--format", "json", "--output", out.toString(), file).inheritIO().start();
    assertEquals(1, process.waitFor());
    List<TreeSet<String>> rules = new ArrayList<>();
    for (int i = 0; i < TOPICS; i++) {
      rules.add(new TreeSet<>());
    }
    Matcher found = Pattern.compile("\"rule\":\"(TP\\d+)\",.*?\"line\":(\\d+)").matcher(Files.readString(out));
    while (found.find()) {
      rules.get(Integer.parseInt(found.group(2)) - 2).add(found.group(1));
    }
    return rules;
  }
}

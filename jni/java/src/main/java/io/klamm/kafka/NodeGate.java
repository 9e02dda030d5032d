package io.klamm.kafka;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The start-up gate: the node's own configuration under the rules, before the node serves anybody. A node with both
 * roles and policies asks several times; it is judged, and told of, once.
 */
final class NodeGate {
  private static final Logger LOG = LoggerFactory.getLogger(NodeGate.class);
  private static final int MOST_NODES = 1000;
  /** By a digest of what was judged: why it was refused, or an empty text. */
  private static final Map<String, String> JUDGED = new HashMap<>();

  private NodeGate() {
  }

  /** @throws ConfigException with the findings, if {@code klamm.startup.gate=enforce} and one of them refuses */
  static void check(Map<String, ?> configs, Settings settings, KafkaVersion kafka) {
    String mode = settings.string(Settings.GATE);
    if (mode.equals("off")) {
      return;
    }
    if ("off".equals(System.getProperty(Settings.GATE))) {
      LOG.warn("-D{}=off: the configuration of this node is not judged, whatever {} says.", Settings.GATE, Settings.GATE);
      return;
    }
    String refusal = judge(configs, settings, kafka, mode.equals("enforce"));
    if (!refusal.isEmpty()) {
      throw new ConfigException(refusal);
    }
  }

  /** Warns, whatever the settings say: for nodes that have joined already. */
  static void warn(Map<String, ?> configs, Settings settings, KafkaVersion kafka) {
    judge(configs, settings, kafka, false);
  }

  private static synchronized String judge(
      Map<String, ?> configs, Settings settings, KafkaVersion kafka, boolean enforce) {
    String digest = digest(configs, enforce);
    String known = JUDGED.get(digest);
    if (known != null) {
      return known;
    }
    List<ConfigFinding> findings;
    try (ConfigGate gate = ConfigGate.open(configs, settings, kafka)) {
      Frame frame = Frame.ofThread();
      frame.putByte(0);
      findings = gate.judge(frame);
    }
    String block = block(configs, settings, kafka, findings);
    boolean refuses = enforce && findings.stream().anyMatch(finding -> finding.refuses);
    if (findings.isEmpty()) {
      LOG.info("{}", block);
    } else if (!refuses) {
      LOG.warn("{}", block);
    } else {
      LOG.error("{}", block);
    }
    if (JUDGED.size() >= MOST_NODES) {
      JUDGED.clear();
    }
    String refusal = refuses ? "refused by " + Settings.GATE + "=enforce (-D" + Settings.GATE + "=off starts it nevertheless)\n" + block : "";
    JUDGED.put(digest, refusal);
    return refusal;
  }

  private static String block(
      Map<String, ?> configs, Settings settings, KafkaVersion kafka, List<ConfigFinding> findings) {
    long refusing = findings.stream().filter(finding -> finding.refuses).count();
    StringBuilder text = new StringBuilder("klamm start-up gate: node ").append(Node.of(configs).id()).append(", Kafka ")
        .append(kafka.text).append(": ");
    if (findings.isEmpty()) {
      return text.append("nothing found").toString();
    }
    text.append(findings.size()).append(findings.size() == 1 ? " finding, " : " findings, ").append(refusing)
        .append(" at or above ").append(settings.string(Settings.GATE_FAIL_ON)).append(" or enforced");
    for (ConfigFinding finding : findings) {
      text.append("\n  ").append(finding.severityName()).append(finding.refuses ? " ! " : " ").append(finding.rule);
      if (!finding.key.isEmpty()) {
        text.append(" `").append(finding.key).append('`');
      }
      text.append(": ").append(finding.message);
      if (!finding.mend.isEmpty()) {
        text.append("\n      ").append(finding.mend);
      }
    }
    return text.toString();
  }

  private static String digest(Map<String, ?> configs, boolean enforce) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JVM has it
    }
    digest.update((byte) (enforce ? 1 : 0));
    new TreeMap<String, Object>(configs).forEach((key, value) -> {
      digest.update((key + "=" + value + "\n").getBytes(StandardCharsets.UTF_8));
    });
    return Base64.getEncoder().encodeToString(digest.digest());
  }
}

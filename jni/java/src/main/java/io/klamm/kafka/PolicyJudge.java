package io.klamm.kafka;

import java.io.Closeable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What both policies do with a request: judge it, count, warn and refuse. */
final class PolicyJudge implements Closeable {
  /** Kinds and stages of {@code jni/cpp/gate.h}. */
  static final int TOPIC = 1;
  static final int BROKER = 2;
  static final int EVERYTHING = 0;
  static final int DEFINITION = 1;
  static final int CONFIGURATIONS = 2;

  private static final Logger LOG = LoggerFactory.getLogger(PolicyJudge.class);
  private static final Set<String> INTERNAL = Set.of("__consumer_offsets", "__transaction_state",
      "__share_group_state", "__remote_log_metadata", "__cluster_metadata");
  private static final int MOST_TOLD = 3;
  private static final int WARNINGS_A_MINUTE = 60;
  private static final long MINUTE_NANOS = 60_000_000_000L;

  final PolicyCounts counts = new PolicyCounts();
  private final ConfigGate gate;
  private final boolean allowOnError;
  private final PolicyBean bean;
  private long minuteBegan = System.nanoTime();
  private int warnings;
  private int unsaid;

  private PolicyJudge(ConfigGate gate, boolean allowOnError, String name, Map<String, ?> configs) {
    this.gate = gate;
    this.allowOnError = allowOnError;
    bean = PolicyBean.register(name, Node.of(configs).id(), counts);
  }

  /** Loads the library, and holds the node itself to the gate. */
  static PolicyJudge configured(String name, Map<String, ?> configs) {
    Settings settings = Settings.of(configs);
    KafkaVersion kafka = KafkaVersion.running();
    NativeLibrary.load(settings);
    NodeGate.check(configs, settings, kafka);
    ConfigGate gate = ConfigGate.open(configs, settings, kafka);
    boolean allow = settings.string(Settings.POLICY_ON_ERROR).equals("allow");
    return new PolicyJudge(gate, allow, name, configs);
  }

  static boolean internal(String topic) {
    return INTERNAL.contains(topic);
  }

  /** Of topics at a stage, or of brokers. */
  void judgesTopics(int stage) {
    Frame frame = Frame.ofThread();
    frame.putByte(TOPIC);
    frame.putByte(stage);
    counts.judgedBy(TOPIC, gate.rules(frame));
  }

  void judgesBrokers() {
    Frame frame = Frame.ofThread();
    frame.putByte(BROKER);
    counts.judgedBy(BROKER, gate.rules(frame));
  }

  /**
   * Judges the request in the frame.
   *
   * @param what it is about, for the log
   * @throws PolicyViolationException if a rule refuses it, or if it cannot be judged and that denies
   */
  void judge(int kind, Frame frame, String what) {
    long begun = System.nanoTime();
    List<ConfigFinding> findings;
    try {
      findings = gate.judge(frame);
    } catch (RuntimeException | LinkageError e) {
      counts.errors.increment();
      LOG.error("{} could not be judged and is {}.", what, allowOnError ? "let pass" : "refused", e);
      if (allowOnError) {
        return;
      }
      throw new PolicyViolationException("klamm: the policy itself failed; the controller's log says why");
    }
    counts.evaluated(kind, System.nanoTime() - begun);
    StringBuilder refusal = new StringBuilder();
    int refusals = 0;
    for (ConfigFinding finding : findings) {
      counts.found(finding);
      if (!finding.refuses) {
        warn(what, finding);
      } else if (++refusals <= MOST_TOLD) {
        refusal.append(refusals == 1 ? "klamm: " : " | ").append(finding);
      }
    }
    if (refusals > MOST_TOLD) {
      refusal.append(" | and ").append(refusals - MOST_TOLD).append(" more");
    }
    if (refusals > 0) {
      counts.refused.increment();
      throw new PolicyViolationException(refusal.toString());
    }
  }

  private synchronized void warn(String what, ConfigFinding finding) {
    long now = System.nanoTime();
    if (now - minuteBegan >= MINUTE_NANOS) {
      if (unsaid > 0) {
        LOG.warn("{} more warnings were not logged.", unsaid);
      }
      minuteBegan = now;
      warnings = 0;
      unsaid = 0;
    }
    if (warnings++ < WARNINGS_A_MINUTE) {
      LOG.warn("{}: {}", what, finding);
    } else {
      unsaid++;
    }
  }

  @Override
  public void close() {
    bean.unregister();
    gate.close();
  }
}

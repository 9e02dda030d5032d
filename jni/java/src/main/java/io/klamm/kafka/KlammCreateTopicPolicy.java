package io.klamm.kafka;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.server.policy.CreateTopicPolicy;

/**
 * Holds topics to be created to the rules about topics, on the active controller:
 *
 * <pre>create.topic.policy.class.name=io.klamm.kafka.KlammCreateTopicPolicy</pre>
 *
 * Beside {@link KlammAlterConfigPolicy}, which Kafka asks of the same creation's configurations first, it leaves those
 * rules to it. Topics that Kafka makes for itself pass.
 */
public class KlammCreateTopicPolicy implements CreateTopicPolicy {
  PolicyJudge judge;
  private int stage;

  /** @throws RuntimeException if a setting is wrong or the library cannot be loaded; the node then does not start */
  @Override
  public void configure(Map<String, ?> configs) {
    judge = PolicyJudge.configured("create-topic", configs);
    Object other = configs.get("alter.config.policy.class.name");
    boolean both = other != null && other.toString().trim().equals(KlammAlterConfigPolicy.class.getName());
    stage = both ? PolicyJudge.DEFINITION : PolicyJudge.EVERYTHING;
    judge.judgesTopics(stage);
  }

  @Override
  public void validate(RequestMetadata request) throws PolicyViolationException {
    if (PolicyJudge.internal(request.topic())) {
      return;
    }
    Frame frame = Frame.ofThread();
    frame.putByte(PolicyJudge.TOPIC);
    frame.putByte(stage);
    frame.putByte(0);
    frame.putBlock(ConfigFiles.utf8(request.topic()));
    Map<Integer, List<Integer>> assigned = request.replicasAssignments();
    if (assigned == null || assigned.isEmpty()) {
      putNumber(frame, request.numPartitions());
      putNumber(frame, request.replicationFactor() == null ? null : request.replicationFactor().intValue());
      frame.putInt(0);
    } else {
      putNumber(frame, assigned.size());
      putNumber(frame, assigned.values().iterator().next().size());
      frame.putInt(assigned.size() + 1);
      for (List<Integer> brokers : assigned.values()) {
        frame.putInt(brokers.size());
        brokers.forEach(frame::putInt);
      }
    }
    ConfigGate.putChanges(frame, request.configs());
    judge.judge(PolicyJudge.TOPIC, frame, "The creation of topic `" + request.topic() + "`");
  }

  private static void putNumber(Frame frame, Integer number) {
    frame.putByte(number == null ? 0 : 1);
    frame.putLong(number == null ? 0 : number);
  }

  @Override
  public void close() {
    if (judge != null) {
      judge.close();
    }
  }
}

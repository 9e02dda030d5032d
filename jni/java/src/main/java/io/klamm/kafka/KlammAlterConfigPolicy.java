package io.klamm.kafka;

import java.util.Map;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.server.policy.AlterConfigPolicy;

/**
 * Holds alterations of configurations to the rules, on the active controller:
 *
 * <pre>alter.config.policy.class.name=io.klamm.kafka.KlammAlterConfigPolicy</pre>
 *
 * It is shown what a request changes, not what a topic or broker has: what it does not say is unknown to the rules.
 * Alterations of groups and of client metrics pass, since no rule is about them; so do topics of Kafka's own.
 */
public class KlammAlterConfigPolicy implements AlterConfigPolicy {
  PolicyJudge judge;

  /** @throws RuntimeException if a setting is wrong or the library cannot be loaded; the node then does not start */
  @Override
  public void configure(Map<String, ?> configs) {
    judge = PolicyJudge.configured("alter-config", configs);
    judge.judgesTopics(PolicyJudge.CONFIGURATIONS);
    judge.judgesBrokers();
  }

  @Override
  public void validate(RequestMetadata request) throws PolicyViolationException {
    if (request.configs().isEmpty()) {
      return;
    }
    ConfigResource resource = request.resource();
    if (resource.type() == ConfigResource.Type.TOPIC && !PolicyJudge.internal(resource.name())) {
      Frame frame = Frame.ofThread();
      frame.putByte(PolicyJudge.TOPIC);
      frame.putByte(PolicyJudge.CONFIGURATIONS);
      frame.putByte(1);
      frame.putBlock(ConfigFiles.utf8(resource.name()));
      for (int number = 0; number < 2; number++) { // partitions and replicas, which an alteration does not tell
        frame.putByte(0);
        frame.putLong(0);
      }
      frame.putInt(0);
      ConfigGate.putChanges(frame, request.configs());
      judge.judge(PolicyJudge.TOPIC, frame, "The configuration of topic `" + resource.name() + "`");
    } else if (resource.type() == ConfigResource.Type.BROKER) {
      Frame frame = Frame.ofThread();
      frame.putByte(PolicyJudge.BROKER);
      ConfigGate.putChanges(frame, request.configs());
      judge.judge(PolicyJudge.BROKER, frame,
          resource.name().isEmpty() ? "The configuration of all brokers" : "The configuration of broker " + resource.name());
    }
  }

  @Override
  public void close() {
    if (judge != null) {
      judge.close();
    }
  }
}

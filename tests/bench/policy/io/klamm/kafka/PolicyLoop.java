package io.klamm.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.server.policy.AlterConfigPolicy;
import org.apache.kafka.server.policy.CreateTopicPolicy;

/** How long the policies think about a request that they let pass, the whole way through Java and the library. */
public final class PolicyLoop {
  private static final int ROUNDS = 5;
  private static final int PER_ROUND = 20_000;

  private PolicyLoop() {
  }

  public static void main(String[] arguments) {
    Map<String, String> node = new HashMap<>();
    node.put("process.roles", "broker,controller");
    node.put("node.id", "1");
    node.put("default.replication.factor", "3");
    long begun = System.nanoTime();
    KlammCreateTopicPolicy create = new KlammCreateTopicPolicy();
    create.configure(node);
    System.out.printf("%-58s %8.1f ms%n", "the library loaded, the first policy configured", (System.nanoTime() - begun) / 1e6);
    begun = System.nanoTime();
    KlammAlterConfigPolicy alter = new KlammAlterConfigPolicy();
    alter.configure(node);
    System.out.printf("%-58s %8.1f ms%n", "the second policy configured", (System.nanoTime() - begun) / 1e6);

    Map<String, String> configs = Map.of("retention.ms", "604800000", "min.insync.replicas", "2", "cleanup.policy",
        "delete", "max.message.bytes", "1048588", "segment.bytes", "1073741824");
    measure("a topic without configurations", () ->
        create.validate(new CreateTopicPolicy.RequestMetadata("orders", 12, (short) 3, null, Map.of())));
    measure("a topic with 5 configurations", () ->
        create.validate(new CreateTopicPolicy.RequestMetadata("orders", 12, (short) 3, null, configs)));
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "orders");
    measure("an alteration of 1 configuration of a topic", () ->
        alter.validate(new AlterConfigPolicy.RequestMetadata(topic, Map.of("retention.ms", "86400000"))));
    measure("an alteration of 5 configurations of a topic", () ->
        alter.validate(new AlterConfigPolicy.RequestMetadata(topic, configs)));
    ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, "1");
    measure("an alteration of 1 configuration of a broker", () ->
        alter.validate(new AlterConfigPolicy.RequestMetadata(broker, Map.of("log.cleaner.threads", "2"))));
    create.close();
    alter.close();
  }

  private static void measure(String what, Runnable request) {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long begun = System.nanoTime();
      for (int i = 0; i < PER_ROUND; i++) {
        request.run();
      }
      best = Math.min(best, (System.nanoTime() - begun) / 1e3 / PER_ROUND);
    }
    System.out.printf("%-58s %8.2f µs%n", what, best);
  }
}

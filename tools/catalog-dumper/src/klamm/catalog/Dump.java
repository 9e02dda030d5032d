package klamm.catalog;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/**
 * Prints the keys of the Kafka version on the class path as tab-separated lines, sorted: scope, name, type, default, validator, importance, update mode,
 * internal, synonym. Of clients' keys the scope and the name alone; with the
 * argument `peers` those of Streams and Connect too.
 */
public final class Dump {
  private Dump() {}

  public static void main(String[] args) {
    StringBuilder out = new StringBuilder();
    Map<String, String> modes = KafkaJars.updateModes();
    for (ConfigKey key : sorted(KafkaJars.broker())) {
      line(out, "broker", key, modes.getOrDefault(key.name, "read-only"), "");
    }
    Map<String, String> synonyms = KafkaJars.topicSynonyms();
    for (ConfigKey key : sorted(KafkaJars.topic())) {
      line(out, "topic", key, "topic", synonyms.getOrDefault(key.name, ""));
    }
    KafkaJars.clients(args.length > 0 && args[0].equals("peers")).forEach((reader, definition) -> {
      for (ConfigKey key : sorted(definition)) {
        out.append(reader).append('\t').append(key.name).append('\n');
      }
    });
    System.out.print(out);
  }

  private static Iterable<ConfigKey> sorted(ConfigDef definition) {
    return new TreeMap<>(definition.configKeys()).values();
  }

  private static void line(StringBuilder out, String scope, ConfigKey key, String mode, String synonym) {
    out.append(String.join("\t", scope, key.name, key.type.name(), escape(defaultOf(key)), escape(Rules.of(key.validator)), key.importance.name(), mode,
            String.valueOf(key.internalConfig), synonym))
        .append('\n');
  }

  private static String defaultOf(ConfigKey key) {
    if (!key.hasDefault()) {
      return "<required>";
    }
    if (key.defaultValue == null) {
      return "<null>";
    }
    String text = ConfigDef.convertToString(key.defaultValue, key.type);
    // Made from a map whose order differs from one JVM to the next.
    return key.name.equals("listener.security.protocol.map") ? Arrays.stream(text.split(",")).sorted().collect(Collectors.joining(",")) : text;
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
  }
}

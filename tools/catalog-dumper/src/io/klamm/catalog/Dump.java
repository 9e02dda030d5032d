package io.klamm.catalog;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/**
 * Prints the keys of the Kafka version on the class path as tab-separated lines, sorted: scope, name, type, default,
 * validator, importance, update mode, internal, synonym. Of clients' keys the reader and the name alone; with the
 * argument {@code peers} those of Streams and Connect too.
 */
public final class Dump {
    private final StringBuilder out = new StringBuilder();

    private Dump() {}

    public static void main(String[] args) {
        Dump dump = new Dump();
        dump.keys();
        dump.clients(args.length > 0 && args[0].equals("peers"));
        System.out.print(dump.out);
    }

    private void keys() {
        Map<String, String> modes = KafkaJars.updateModes();
        for (ConfigKey key : sorted(KafkaJars.broker())) {
            line("broker", key, modes.getOrDefault(key.name, "read-only"), "");
        }
        Map<String, String> synonyms = KafkaJars.topicSynonyms();
        for (ConfigKey key : sorted(KafkaJars.topic())) {
            line("topic", key, "topic", synonyms.getOrDefault(key.name, ""));
        }
    }

    private void clients(boolean peers) {
        KafkaJars.clients(peers).forEach((reader, definition) -> {
            for (ConfigKey key : sorted(definition)) {
                out.append(reader).append('\t').append(key.name).append('\n');
            }
        });
    }

    private static Iterable<ConfigKey> sorted(ConfigDef definition) {
        return new TreeMap<>(definition.configKeys()).values();
    }

    private void line(String scope, ConfigKey key, String mode, String synonym) {
        String[] cells = {
            scope,
            key.name,
            key.type.name(),
            escape(defaultOf(key)),
            escape(Rules.of(key.validator)),
            key.importance.name(),
            mode,
            String.valueOf(key.internalConfig),
            synonym
        };
        out.append(String.join("\t", cells)).append('\n');
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
        return key.name.equals("listener.security.protocol.map")
                ? Arrays.stream(text.split(",")).sorted().collect(Collectors.joining(","))
                : text;
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
    }
}

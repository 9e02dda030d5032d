package io.klamm.differential;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.raft.QuorumConfig;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What Kafka's own KafkaConfig makes of a properties file, in the words of native/node_dump.cc. Its getters changed
 * between Scala and Java from version to version: they are called by name.
 */
final class KafkaNode {
    private static final String FIELD = "\u001f";
    private static final List<String> LISTENER_KEYS = List.of(
            "ssl.keystore.location", "ssl.protocol", "connections.max.reauth.ms", "sasl.server.max.receive.size",
            "ssl.endpoint.identification.algorithm");
    private static final List<String> MECHANISMS = List.of("", "PLAIN", "SCRAM-SHA-512");
    /** Where Kafka's getter reads another key than the one it is named after. */
    private static final Map<String, String> GETTERS = Map.of(
            "log.retention.ms", "logRetentionTimeMillis",
            "log.roll.ms", "logRollTimeMillis",
            "log.roll.jitter.ms", "logRollTimeJitterMillis",
            "log.flush.interval.ms", "logFlushIntervalMs",
            "log.dirs", "logDirs",
            "metadata.log.dir", "metadataLogDir",
            "node.id", "nodeId",
            "broker.id", "brokerId",
            "inter.broker.listener.name", "interBrokerListenerName",
            "security.inter.broker.protocol", "interBrokerSecurityProtocol");

    private final KafkaConfig config;
    private final ConfigDef definition;

    private KafkaNode(KafkaConfig config) {
        this.config = config;
        this.definition = (ConfigDef) call(KafkaConfig.class, null, "configDef");
    }

    /** Empty where Kafka refuses it. */
    static Optional<KafkaNode> of(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
        try {
            return Optional.of(new KafkaNode(new KafkaConfig(properties, false)));
        } catch (RuntimeException refused) {
            return Optional.empty();
        }
    }

    Set<String> keys() {
        return definition.configKeys().keySet();
    }

    List<String> facts() {
        List<String> facts = new ArrayList<>();
        Collection<?> roles = collection(call("processRoles"));
        roles.forEach(role -> facts.add(fact("role", role.toString().toLowerCase(Locale.ROOT).replace("role", ""))));
        List<String> controllers = new ArrayList<>();
        collection(call("controllerListenerNames")).forEach(name -> controllers.add((String) name));
        Map<ListenerName, SecurityProtocol> protocols = protocols();
        Set<String> names = new LinkedHashSet<>();
        for (Object endpoint : collection(call("listeners"))) {
            String name = name(endpoint);
            names.add(name);
            String protocol = protocols.get(new ListenerName(name)).name();
            String controller = controllers.contains(name) ? "1" : "0";
            facts.add(fact("listener", name, host(endpoint), port(endpoint), protocol, controller));
        }
        for (Object endpoint : collection(call("effectiveAdvertisedBrokerListeners"))) {
            facts.add(fact("advertised", name(endpoint), host(endpoint), port(endpoint)));
        }
        controllers.forEach(name -> names.add(ListenerName.normalised(name).value()));
        names.forEach(name -> describe(name, protocols.get(new ListenerName(name)), facts));
        boolean broker = roles.isEmpty() || facts.contains(fact("role", "broker"));
        if (broker) {
            ListenerName between = (ListenerName) call("interBrokerListenerName");
            var protocol = (SecurityProtocol) call("interBrokerSecurityProtocol");
            facts.add(fact("between", between.value(), protocol.name()));
        }
        QuorumConfig.parseVoterConnections(config.getList("controller.quorum.voters")).forEach((id, address) ->
                facts.add(fact("voter", id.toString(), address.getHostString(), String.valueOf(address.getPort()))));
        return facts;
    }

    /** Empty when `text`, with where Klamm has it from, is what Kafka's node has. */
    String difference(String key, String from, String text) {
        if (from.equals("implied")) {
            return GETTERS.containsKey(key) ? differs(implied(key), text) : "Kafka implies nothing";
        }
        ConfigDef.ConfigKey defined = definition.configKeys().get(key);
        if (defined == null) {
            return "not in Kafka's";
        }
        Object expected = config.values().get(key);
        if (from.equals("absent")) {
            return expected == null ? "" : "Kafka has " + expected;
        }
        if (key.equals("listener.security.protocol.map") && from.equals("default")) {
            // In the order of a HashMap, which no version promises.
            boolean same = Set.of(text.split(",")).equals(Set.of(((String) expected).split(",")));
            return same ? "" : differs(expected, text);
        }
        Object actual = ConfigDef.parseType(key, text, defined.type);
        if (actual instanceof List<?> list) {
            boolean same = new LinkedHashSet<>(list).equals(new LinkedHashSet<>((List<?>) expected));
            return same ? "" : differs(expected, text);
        }
        return Objects.equals(expected, actual) ? "" : "Kafka has " + expected + ", Klamm " + text;
    }

    private String implied(String key) {
        Object value = call(GETTERS.get(key));
        if (value instanceof ListenerName name) {
            return name.value();
        }
        if (value instanceof SecurityProtocol protocol) {
            return protocol.name();
        }
        if (value instanceof Collection || value instanceof scala.collection.Iterable) {
            return String.join(",", collection(value).stream().map(Object::toString).toList());
        }
        return String.valueOf(value);
    }

    private static String differs(Object expected, String actual) {
        return Objects.toString(expected).equals(actual) ? "" : "Kafka has " + expected + ", Klamm " + actual;
    }

    private void describe(String name, SecurityProtocol protocol, List<String> facts) {
        String prefix = new ListenerName(name).configPrefix();
        Map<String, Object> configs = config.valuesWithPrefixOverride(prefix);
        if (protocol == SecurityProtocol.SSL || protocol == SecurityProtocol.SASL_SSL) {
            // What SaslChannelBuilder tells its SslFactory.
            boolean own = config.originals().containsKey(prefix + "ssl.client.auth") || protocol == SecurityProtocol.SSL;
            facts.add(fact("auth", name, own ? text(configs.get("ssl.client.auth")) : "none"));
        }
        if (protocol == SecurityProtocol.SASL_SSL || protocol == SecurityProtocol.SASL_PLAINTEXT) {
            StringBuilder mechanisms = new StringBuilder();
            var enabled = new LinkedHashSet<>((List<?>) configs.get("sasl.enabled.mechanisms"));
            enabled.forEach(each -> mechanisms.append(each).append(','));
            facts.add(fact("mechanisms", name, mechanisms.toString()));
        }
        for (String key : LISTENER_KEYS) {
            for (String mechanism : MECHANISMS) {
                Object value = key.equals("connections.max.reauth.ms") && !mechanism.isEmpty()
                        ? configs.get(mechanism.toLowerCase(Locale.ROOT) + "." + key)
                        : null;
                facts.add(fact("at", name, mechanism, key, text(value == null ? configs.get(key) : value)));
            }
        }
    }

    private Map<ListenerName, SecurityProtocol> protocols() {
        Object map = call("effectiveListenerSecurityProtocolMap");
        Map<?, ?> any = map instanceof scala.collection.Map<?, ?> scala
                ? CollectionConverters.asJava(scala)
                : (Map<?, ?>) map;
        Map<ListenerName, SecurityProtocol> protocols = new LinkedHashMap<>();
        any.forEach((name, protocol) -> protocols.put((ListenerName) name, (SecurityProtocol) protocol));
        return protocols;
    }

    private Object call(String method) {
        return call(config.getClass(), config, method);
    }

    private static Object call(Class<?> type, Object target, String method) {
        try {
            return type.getMethod(method).invoke(target);
        } catch (ReflectiveOperationException missing) {
            throw new IllegalStateException(type + " has no " + method, missing);
        }
    }

    private static Collection<?> collection(Object any) {
        return any instanceof scala.collection.Iterable<?> scala
                ? CollectionConverters.asJavaCollection(scala)
                : (Collection<?>) any;
    }

    private static String name(Object endpoint) {
        boolean scala = endpoint.getClass().getName().startsWith("kafka.");
        Object name = call(endpoint.getClass(), endpoint, scala ? "listenerName" : "listener");
        return name instanceof ListenerName listener ? listener.value() : (String) name;
    }

    private static String host(Object endpoint) {
        return Objects.toString(call(endpoint.getClass(), endpoint, "host"), "");
    }

    private static String port(Object endpoint) {
        int port = (Integer) call(endpoint.getClass(), endpoint, "port");
        return port < 0 || port > 0xFFFF ? "?" : String.valueOf(port);
    }

    private static String text(Object value) {
        return value == null ? "<absent>" : value.toString();
    }

    private static String fact(String... fields) {
        return String.join(FIELD, fields);
    }
}

package io.klamm.differential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;

/** Files that make a node, each spoilt in up to three places by what people get wrong. */
final class StartupGenerator {
    private static final List<String> PROTOCOLS = List.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL");
    private static final List<String> NAMES = List.of("PLAINTEXT", "SSL", "SASL_SSL", "CLIENTS", "BROKERS", "CONTROLLER",
            "INTERNAL", "plaintext", "clients");
    private static final List<String> HOSTS = List.of("", "0.0.0.0", "localhost", "10.0.0.1", "h.example.com", "[::1]",
            "[::]", "127.0.0.1");
    private static final List<String> ODD_ENTRIES = List.of("foo", "h:9092", "PLAINTEXT:9092", "PLAINTEXT://h",
            "PLAINTEXT://h:x", "://h:9092", "SSL://h:-1", "SSL://h:99999", "SSL://h h:9092", "SSL://*:9092");

    /** Values of keys of a kind, good and bad ones. */
    private static final Map<String, List<String>> VALUES = new LinkedHashMap<>();

    static {
        VALUES.put("num.io.threads", List.of("8", "0", "eight", "8 # x", "'8'", "+3", "08"));
        VALUES.put("auto.create.topics.enable", List.of("true", "FALSE", "yes", ""));
        VALUES.put("log.retention.ms", List.of("-1", "0", "100", "x"));
        VALUES.put("log.retention.minutes", List.of("0", "5"));
        VALUES.put("log.retention.hours", List.of("0", "-1", "168"));
        VALUES.put("log.roll.ms", List.of("0", "1"));
        VALUES.put("log.roll.hours", List.of("0", "1"));
        VALUES.put("log.cleaner.threads", List.of("1", "2"));
        VALUES.put("log.cleaner.dedupe.buffer.size", List.of("1048576", "2097152", "2097154", "134217728"));
        VALUES.put("log.cleanup.policy", List.of("delete", "compact,delete", "purge", "", "delete,delete"));
        VALUES.put("log.dirs", List.of("/a", "/a,/b", "/a,/a", "", "/a,"));
        VALUES.put("log.dir", List.of("/z", ""));
        VALUES.put("log.segment.bytes", List.of("14", "1048576", "1048575"));
        VALUES.put("metadata.log.dir", List.of("/m", ""));
        VALUES.put("cordoned.log.dirs", List.of("/zz", "/a", "*"));
        VALUES.put("ssl.client.auth", List.of("required", "none", "requested", "REQUIRED", ""));
        VALUES.put("ssl.enabled.protocols", List.of("TLSv1.2", "", "TLSv1.2,"));
        VALUES.put("sasl.enabled.mechanisms", List.of("PLAIN", "GSSAPI", "SCRAM-SHA-512,PLAIN", "", "PLAIN,PLAIN", "PLAIN,"));
        VALUES.put("sasl.mechanism.inter.broker.protocol", List.of("PLAIN", "GSSAPI", "SCRAM-SHA-512"));
        VALUES.put("max.connections.per.ip", List.of("0", "100"));
        VALUES.put("max.connections.per.ip.overrides", List.of("", "a:1"));
        VALUES.put("queued.max.request.bytes", List.of("-1", "0", "1", "104857600"));
        VALUES.put("socket.request.max.bytes", List.of("100", "104857600"));
        VALUES.put("connection.failed.authentication.delay.ms", List.of("100", "600000"));
        VALUES.put("connections.max.idle.ms", List.of("600000", "50", "-1"));
        VALUES.put("replica.fetch.wait.max.ms", List.of("500", "30001"));
        VALUES.put("replica.lag.time.max.ms", List.of("30000", "100"));
        VALUES.put("replica.socket.timeout.ms", List.of("30000", "400"));
        VALUES.put("broker.heartbeat.interval.ms", List.of("2000", "6000"));
        VALUES.put("early.start.listeners", List.of("CONTROLLER", "CLIENTS", "PLAINTEXT", "", "SSL", "clients"));
        VALUES.put("control.plane.listener.name", List.of("PLAINTEXT", "CLIENTS", "BROKERS", "XX", "plaintext"));
        VALUES.put("security.inter.broker.protocol", List.of("PLAINTEXT", "SSL", "SASL_SSL", "TLS"));
        VALUES.put("inter.broker.listener.name", List.of("PLAINTEXT", "CLIENTS", "BROKERS", "CONTROLLER", "NOPE", " CLIENTS "));
        VALUES.put("compression.type", List.of("gzip", "zip", "GZIP"));
        VALUES.put("num.replica.fetchers", List.of("0", "1"));
        VALUES.put("controller.quorum.auto.join.enable", List.of("true", "false"));
        VALUES.put("zookeeper.set.acl", List.of("true", "maybe"));
        VALUES.put("metric.reporters", List.of("", ","));
        VALUES.put("broker.id", List.of("1", "7"));
        VALUES.put("controller.quorum.voters", List.of("1@c:9093", "c:9093", "1@c", "", "1@c:9093,", "7@c:9093",
                "1@c:9093, 2@d:1"));
        VALUES.put("controller.quorum.bootstrap.servers", List.of("c:9093", "c", "c:9093,d:9093", "", "c:9093,"));
        VALUES.put("controller.listener.names", List.of("CONTROLLER,INTERNAL", "controller", "", "CONTROLLER,", "CLIENTS"));
        VALUES.put("process.roles", List.of("broker", "controller", "broker,controller", "Broker"));
    }

    private final Random random;

    StartupGenerator(long seed) {
        random = new Random(seed);
    }

    String next() {
        Map<String, String> node = node();
        List<String> keys = new ArrayList<>(VALUES.keySet());
        for (int spoils = random.nextInt(4); spoils > 0; spoils--) {
            switch (random.nextInt(6)) {
                case 0 -> node.remove(any(new ArrayList<>(node.keySet())));
                case 1 -> node.put(any(List.of("listeners", "advertised.listeners")), entries());
                case 2 -> node.put("listener.security.protocol.map", map());
                case 3 -> node.computeIfPresent("listeners", (key, value) -> spoilt(value));
                default -> {
                    String key = any(keys);
                    node.put(key, any(VALUES.get(key)));
                }
            }
            if (node.isEmpty()) {
                node.put("node.id", "1");
            }
        }
        List<String> lines = new ArrayList<>();
        node.forEach((key, value) -> lines.add(key + "=" + value));
        Collections.shuffle(lines, random);
        return String.join("\n", lines) + "\n";
    }

    /** One that starts. */
    private Map<String, String> node() {
        Map<String, String> node = new LinkedHashMap<>();
        String role = any(List.of("broker", "controller", "broker,controller"));
        node.put("process.roles", role);
        node.put("node.id", role.equals("broker") ? "7" : "1");
        if (random.nextInt(5) > 0) {
            node.put("controller.quorum.voters", "1@c:9093,2@d:9093");
        } else {
            node.put("controller.quorum.bootstrap.servers", "c:9093");
        }
        node.put("controller.listener.names", "CONTROLLER");
        StringJoiner listeners = new StringJoiner(",");
        if (role.contains("broker")) {
            listeners.add("CLIENTS://" + any(HOSTS) + ":9092");
            boolean apart = random.nextBoolean();
            if (apart) {
                listeners.add("BROKERS://" + any(HOSTS) + ":9094");
            }
            node.put("inter.broker.listener.name", apart ? "BROKERS" : "CLIENTS");
            node.put("advertised.listeners", "CLIENTS://h.example.com:9092" + (apart ? ",BROKERS://i.example.com:9094" : ""));
        }
        if (role.contains("controller")) {
            listeners.add("CONTROLLER://" + any(HOSTS) + ":9093");
        }
        node.put("listeners", listeners.toString());
        node.put("listener.security.protocol.map", "CLIENTS:" + any(PROTOCOLS) + ",BROKERS:" + any(PROTOCOLS)
                + ",CONTROLLER:" + any(PROTOCOLS) + ",INTERNAL:SSL");
        String mechanism = any(List.of("GSSAPI", "PLAIN", "SCRAM-SHA-512"));
        node.put("sasl.enabled.mechanisms", mechanism);
        node.put("sasl.mechanism.inter.broker.protocol", mechanism);
        return node;
    }

    private String entries() {
        StringJoiner entries = new StringJoiner(any(List.of(",", ",", ", ")));
        for (int count = 1 + random.nextInt(3); count > 0; count--) {
            boolean odd = random.nextInt(12) == 0;
            entries.add(odd ? any(ODD_ENTRIES)
                    : any(NAMES) + "://" + any(HOSTS) + ":" + any(List.of("9092", "9093", "9094", "9095", "0")));
        }
        return entries + (random.nextInt(30) == 0 ? "," : "");
    }

    private String map() {
        List<String> entries = new ArrayList<>();
        for (String protocol : PROTOCOLS) {
            entries.add(protocol + ":" + protocol);
        }
        for (String name : List.of("CLIENTS", "BROKERS", "CONTROLLER", "INTERNAL")) {
            entries.add(name + ":" + any(PROTOCOLS));
        }
        entries.removeIf(entry -> random.nextInt(8) == 0);
        if (random.nextInt(6) == 0) {
            entries.add(any(List.of("X:TLS", "Y", "clients:SSL", "CLIENTS:SSL", "CLIENTS:ssl", " CLIENTS : SSL ")));
        }
        Collections.shuffle(entries, random);
        return String.join(",", entries);
    }

    private String spoilt(String listeners) {
        return switch (random.nextInt(7)) {
            case 0 -> listeners.replace(":9092", ":9094");
            case 1 -> listeners.replace("CLIENTS", "clients");
            case 2 -> listeners + ",CLIENTS://:9099";
            case 3 -> listeners.replace("CLIENTS", "SSL");
            case 4 -> listeners + ",";
            case 5 -> listeners.replaceFirst("://", "//");
            default -> listeners + "," + listeners.split(",")[0];
        };
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}

package io.klamm.differential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Small nodes: most of them sound, each of them odd somewhere. */
final class NodeGenerator {
    private static final List<String> PROTOCOLS = List.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL");
    private static final List<String> NAMES = List.of(
            "PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL", "INTERNAL", "external", "Client.Net", "CLIENT", "A-B",
            "\u00e9t\u00e9", "\u00df");
    private static final List<String> CONTROLLERS = List.of(
            "CONTROLLER", "CONTROLLER", "CONTROLLER", "CTRL.NET", "SSL", "controller");
    private static final List<String> HOSTS = List.of(
            "localhost", "10.0.0.5", "[::1]", "h-1.example.com", "fe80::1%eth0", "a_b", "", "0.0.0.0");
    private static final List<String> AUTH = List.of("none", "requested", "required");
    private static final List<String> MECHANISMS = List.of(
            "PLAIN", "SCRAM-SHA-512", "GSSAPI", "PLAIN, SCRAM-SHA-512", "GSSAPI,PLAIN");
    private static final List<String> OTHERS = List.of(
            "log.retention.hours=5", "log.retention.minutes=7", "log.retention.ms=9", "log.retention.ms=-5",
            "log.roll.hours=2", "log.roll.jitter.hours=3", "log.roll.ms=4", "log.dir=/a", "log.dirs=/b, /c",
            "log.dirs=/d", "metadata.log.dir=/e", "log.flush.scheduler.interval.ms=11", "log.flush.interval.ms=12",
            "num.io.threads = +3", "broker.rack=  a b  ", "min.insync.replicas=2\nmin.insync.replicas=1",
            "super.users=User:a;User:b", "unheard.of=x", "ssl.protocol=TLSv1.2",
            "ssl.enabled.protocols=TLSv1.2 , TLSv1.3", "auto.create.topics.enable=FALSE",
            "delete.topic.enable= true ", "sasl.jaas.config=M required;", "ssl.keystore.location=/k",
            "ssl.keystore.password=p", "connections.max.reauth.ms=1000", "message.max.bytes=007",
            "compression.type=gzip", "log.cleanup.policy=compact, delete", "ssl.cipher.suites=");
    private static final List<String> SEPARATORS = List.of("=", "=", " = ", ":", " ");

    private final Random random;
    private final boolean zookeeper;
    private final List<String> lines = new ArrayList<>();
    private int port;

    NodeGenerator(long seed, boolean zookeeper) {
        random = new Random(seed);
        this.zookeeper = zookeeper;
    }

    String next() {
        lines.clear();
        port = 9092;
        boolean kraft = !zookeeper || !chance(20);
        boolean controller = kraft && chance(50);
        boolean broker = !controller || chance(60);
        List<String> clients = broker ? some(NAMES, 1 + random.nextInt(3)) : new ArrayList<>();
        List<String> controllers = kraft ? some(CONTROLLERS, chance(10) ? 2 : 1) : new ArrayList<>();
        clients.removeIf(name -> controllers.stream().anyMatch(name::equalsIgnoreCase));
        if (kraft) {
            set("process.roles", roles(broker, controller));
            set(chance(10) ? "broker.id" : "node.id", "1");
            String voters = controller ? "1@10.0.0.1:9093, 2@[0:0:0:0:0:0:0:1]:9094" : "2@10.0.0.2:9093";
            set("controller.quorum.voters", voters);
            set("controller.listener.names", String.join(pick(List.of(",", " , ")), controllers));
        } else {
            set("zookeeper.connect", "z:2181");
            set("broker.id", "1");
            if (chance(20)) {
                set("control.plane.listener.name", pick(NAMES));
            }
        }
        List<String> bound = new ArrayList<>(clients);
        if (controller) {
            bound.addAll(controllers);
        }
        if (broker && chance(5)) {
            clients = new ArrayList<>(List.of("PLAINTEXT"));
        } else {
            set("listeners", endpoints(bound, HOSTS));
        }
        if (broker && chance(60)) {
            set("advertised.listeners", endpoints(clients, HOSTS.subList(0, 6)));
        }
        List<String> all = new ArrayList<>(bound);
        all.addAll(controllers);
        map(all);
        between(clients);
        security(all);
        for (int count = random.nextInt(8); count > 0; count--) {
            lines.add(pick(OTHERS));
        }
        Collections.shuffle(lines, random);
        if (chance(5)) {
            lines.add(lines.get(random.nextInt(lines.size())));
        }
        return String.join("\n", lines) + "\n";
    }

    private String roles(boolean broker, boolean controller) {
        if (broker && controller) {
            return pick(List.of("broker,controller", "controller , broker"));
        }
        return broker ? "broker" : "controller";
    }

    private String endpoints(List<String> names, List<String> hosts) {
        List<String> entries = new ArrayList<>();
        for (String name : names) {
            String at = chance(1) ? pick(List.of("", "-1", "70000", "x")) : String.valueOf(port++);
            entries.add(anyCase(name) + "://" + pick(hosts) + ":" + at);
        }
        if (chance(2)) {
            entries.add(pick(List.of("", "SSL", "SSL://h", entries.isEmpty() ? "" : entries.get(0))));
        }
        return String.join(pick(List.of(",", " , ", ",\\\n   ")), entries);
    }

    private void map(List<String> names) {
        boolean needed = names.stream().anyMatch(name -> !PROTOCOLS.contains(name.toUpperCase(Locale.ROOT)));
        if (!chance(needed ? 85 : 30)) {
            return;
        }
        List<String> entries = new ArrayList<>();
        for (String name : new LinkedHashSet<>(names)) {
            entries.add(anyCase(name) + pick(List.of(":", " : ")) + anyCase(pick(PROTOCOLS)));
        }
        if (chance(30)) {
            entries.add("UNUSED:PLAINTEXT");
        }
        if (chance(4)) {
            entries.add(pick(List.of("", "X", "X:TLS", entries.get(0))));
        }
        set("listener.security.protocol.map", String.join(pick(List.of(",", " , ")), entries));
    }

    private void between(List<String> clients) {
        if (!clients.isEmpty() && chance(70)) {
            set("inter.broker.listener.name", anyCase(pick(clients)));
        } else if (chance(40)) {
            set("security.inter.broker.protocol", pick(PROTOCOLS));
        }
    }

    private void security(List<String> names) {
        String mechanisms = pick(MECHANISMS);
        if (chance(60)) {
            set("sasl.enabled.mechanisms", mechanisms);
            set("sasl.mechanism.inter.broker.protocol", mechanisms.split(",")[0]);
        }
        if (chance(50)) {
            set("ssl.client.auth", pick(AUTH));
        }
        for (int count = random.nextInt(5); count > 0; count--) {
            String name = chance(90) && !names.isEmpty() ? pick(names) : "nowhere";
            String prefix = "listener.name." + (chance(85) ? name.toLowerCase(Locale.ROOT) : name) + ".";
            switch (random.nextInt(6)) {
                case 0, 1 -> set(prefix + "ssl.client.auth", pick(AUTH));
                case 2 -> set(prefix + "sasl.enabled.mechanisms", mechanisms + (chance(50) ? ",PLAIN" : ""));
                case 3 -> {
                    String mechanism = pick(List.of("plain.", "PLAIN.", "scram-sha-512.", ""));
                    set(prefix + mechanism + "connections.max.reauth.ms", String.valueOf(random.nextInt(9)));
                }
                case 4 -> set(prefix + pick(List.of("", "plain.")) + "ssl.keystore.location", "/k" + random.nextInt(9));
                default -> {
                    String key = pick(List.of("ssl.endpoint.identification.algorithm", "ssl.protocol"));
                    set(prefix + key, pick(List.of("", " x ")));
                }
            }
        }
    }

    private void set(String key, String value) {
        lines.add(latin(key.replace(":", "\\:")) + pick(SEPARATORS) + latin(value) + (chance(10) ? "  " : ""));
    }

    /** Properties are ISO-8859-1: some characters as they are, some escaped. */
    private String latin(String text) {
        StringBuilder out = new StringBuilder();
        for (char unit : text.toCharArray()) {
            boolean escaped = unit > 0xFF || (unit > 0x7F && chance(50));
            out.append(escaped ? String.format("\\u%04X", (int) unit) : String.valueOf(unit));
        }
        return out.toString();
    }

    private String anyCase(String name) {
        return chance(80) ? name : chance(50) ? name.toLowerCase(Locale.ROOT) : name.toUpperCase(Locale.ROOT);
    }

    /** Names that differ in more than their case: of those KafkaConfig 3.9 takes either. */
    private List<String> some(List<String> from, int count) {
        List<String> names = new ArrayList<>();
        for (String name = pick(from); names.size() < count; name = pick(from)) {
            if (names.stream().noneMatch(name::equalsIgnoreCase)) {
                names.add(name);
            }
        }
        return names;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}

package io.klamm.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Klamm's typed values against ConfigDef.parseValue of every broker and topic key: parsing, validators, duplicates. */
class ValuesDifferentialTest {
    private static final int PER_KEY = 300;

    /** Validated by code of Kafka's that the catalog knows by name only: what Kafka refuses may be accepted here. */
    private static final Set<String> DECIDED_BY_KAFKA_ALONE = Set.of(
            "controller.quorum.voters", "controller.quorum.bootstrap.servers",
            "inter.broker.protocol.version", "log.message.format.version", "message.format.version",
            "leader.replication.throttled.replicas", "follower.replication.throttled.replicas");

    private record Case(KafkaDefinitions.Key key, String value) {}

    private final NativeProgram program = new NativeProgram("values_dump");

    @ParameterizedTest
    @ValueSource(strings = {"3.9.2", "4.4.0"})
    void generatedValuesAreTypedAlike(String release) throws Exception {
        try (KafkaDefinitions kafka = new KafkaDefinitions(release)) {
            compareAll(release, kafka);
        }
    }

    private void compareAll(String release, KafkaDefinitions kafka) throws Exception {
        ValueGenerator generator = new ValueGenerator(release.hashCode());
        List<Case> cases = new ArrayList<>();
        for (KafkaDefinitions.Key key : kafka.keys()) {
            for (int count = 0; count < PER_KEY; count++) {
                cases.add(new Case(key, generator.next(key)));
            }
        }
        List<ByteBuffer> answers = program.ask(cases.stream().map(one -> question(release, one)).toList());
        int accepted = 0;
        for (int index = 0; index < cases.size(); index++) {
            Case one = cases.get(index);
            Optional<Object> expected = kafka.parse(one.key(), one.value());
            accepted += expected.isPresent() ? 1 : 0;
            assertEquals("", compare(one, expected, answers.get(index)), () -> release + " " + show(one));
        }
        System.out.printf("Kafka %s: %d values, %d accepted%n", release, cases.size(), accepted);
        // A generator that no longer reaches both sides would prove nothing.
        assertTrue(cases.size() > 100_000, "cases: " + cases.size());
        assertTrue(accepted > cases.size() / 4 && accepted < 3 * cases.size() / 4, "accepted: " + accepted);
    }

    private static byte[] question(String release, Case one) {
        String head = release + "\n" + one.key().scope() + "\n" + one.key().name() + "\n";
        byte[] value = NativeProgram.wtf8(one.value());
        return ByteBuffer.allocate(head.length() + value.length).put(head.getBytes(StandardCharsets.US_ASCII)).put(value)
                .array();
    }

    /** Empty when both say the same. */
    private static String compare(Case one, Optional<Object> expected, ByteBuffer answer) {
        boolean accepted = answer.get() != 0;
        if (expected.isEmpty()) {
            return accepted && !DECIDED_BY_KAFKA_ALONE.contains(one.key().name()) ? "accepted, Kafka refuses" : "";
        }
        if (!accepted) {
            return "refused, Kafka accepts";
        }
        return same(expected.get(), (char) answer.get(), answer) ? "" : "another value than Kafka's " + expected.get();
    }

    private static boolean same(Object value, char kind, ByteBuffer answer) {
        if (value instanceof List<?> items) {
            return kind == 'l' && answer.getInt() == items.size()
                    && items.stream().allMatch(item -> sameText((String) item, answer));
        }
        if (value instanceof Boolean flag) {
            return kind == 'b' && (answer.get() != 0) == flag;
        }
        if (value instanceof Double real) {
            return kind == 'd' && answer.getLong() == Double.doubleToLongBits(real);
        }
        if (value instanceof Number number) {
            return kind == 'i' && answer.getLong() == number.longValue();
        }
        return kind == 's' && sameText((String) value, answer);
    }

    private static boolean sameText(String expected, ByteBuffer answer) {
        return Arrays.equals(NativeProgram.wtf8(expected), NativeProgram.text(answer));
    }

    private static String show(Case one) {
        StringBuilder out = new StringBuilder(one.key().name()).append(" (").append(one.key().type()).append(") = `");
        one.value().chars().forEach(c -> out.append(c > ' ' && c < 0x7f ? "" + (char) c : String.format("\\u%04x", c)));
        return out.append('`').toString();
    }
}

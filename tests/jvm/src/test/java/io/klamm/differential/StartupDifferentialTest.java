package io.klamm.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules marked fatal against the KafkaConfig of a release: a file is refused by both or by neither. */
class StartupDifferentialTest {
    private static final int CASES = 2_000;

    private final NativeProgram program = new NativeProgram("startup_dump");

    @ParameterizedTest
    @ValueSource(strings = {"3.9.2", "4.1.2", "4.4.0"})
    void generatedNodesStartOrDoNot(String release) throws Exception {
        KafkaStartup kafka = new KafkaStartup(release);
        StartupGenerator generator = new StartupGenerator(release.hashCode());
        List<String> files = new ArrayList<>();
        List<byte[]> questions = new ArrayList<>();
        for (int count = 0; count < CASES; count++) {
            files.add(generator.next());
            questions.add((release + "\n" + files.get(count)).getBytes(StandardCharsets.UTF_8));
        }
        List<ByteBuffer> answers = program.ask(questions);
        int refused = 0;
        for (int index = 0; index < CASES; index++) {
            String file = files.get(index);
            String refusal = kafka.refusal(file);
            String rules = new String(NativeProgram.text(answers.get(index)), StandardCharsets.UTF_8);
            refused += refusal.isEmpty() ? 0 : 1;
            assertEquals(refusal.isEmpty(), rules.isEmpty(), () -> release + "\n" + file
                    + "Kafka: " + (refusal.isEmpty() ? "starts" : refusal)
                    + "\nKlamm: " + (rules.isEmpty() ? "starts" : rules));
        }
        // A generator that no longer reaches both sides would prove nothing.
        assertTrue(refused > CASES / 4 && refused < 3 * CASES / 4, "refused: " + refused);
    }
}

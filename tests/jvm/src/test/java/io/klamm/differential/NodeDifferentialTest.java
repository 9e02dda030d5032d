package io.klamm.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;

/** Klamm's model of a node against Kafka's own KafkaConfig, which the class path chooses. */
@Tag("kafka")
class NodeDifferentialTest {
    private static final String VERSION = System.getProperty("kafka.version");
    private static final int BATCHES = 4;
    private static final int BATCH = 2_500;
    private static final String FIELD = "\u001f";

    private final NativeProgram program = new NativeProgram("node_dump");

    @RepeatedTest(BATCHES)
    void generatedNodesAreUnderstoodAlike(RepetitionInfo repetition) throws Exception {
        var generator = new NodeGenerator(repetition.getCurrentRepetition(), VERSION.startsWith("3."));
        List<String> texts = Stream.generate(generator::next).limit(BATCH).toList();
        List<ByteBuffer> answers = program.ask(
                texts.stream().map(text -> (VERSION + "\n" + text).getBytes(StandardCharsets.ISO_8859_1)).toList());
        int accepted = 0;
        for (int index = 0; index < BATCH; index++) {
            String text = texts.get(index);
            String answer = new String(NativeProgram.text(answers.get(index)), StandardCharsets.UTF_8);
            List<String> facts = answer.lines().toList();
            Optional<KafkaNode> node = KafkaNode.of(text);
            if (node.isEmpty()) {
                continue;
            }
            accepted++;
            assertFalse(facts.contains("refused"), () -> "Kafka accepts:\n" + text);
            List<String> ours = facts.stream().filter(fact -> !fact.startsWith("value")).toList();
            assertEquals("", differing(node.get().facts(), ours), () -> text);
            assertEquals("", String.join("\n", differingValues(node.get(), facts)), () -> text);
        }
        // A generator whose nodes Kafka refuses would prove nothing.
        assertTrue(accepted > BATCH / 3, "accepted: " + accepted);
        System.out.printf("Kafka %s: %d nodes, %d accepted%n", VERSION, BATCH, accepted);
    }

    /** Facts that only one of them states, Kafka's first. */
    private static String differing(List<String> kafka, List<String> klamm) {
        Set<String> expected = new TreeSet<>(kafka);
        Set<String> actual = new TreeSet<>(klamm);
        expected.removeAll(klamm);
        actual.removeAll(kafka);
        if (expected.isEmpty() && actual.isEmpty()) {
            return "";
        }
        return ("Kafka " + expected + ", Klamm " + actual).replace(FIELD, " ");
    }

    private static List<String> differingValues(KafkaNode node, List<String> facts) {
        List<String> differing = new ArrayList<>();
        Set<String> unseen = new TreeSet<>(node.keys());
        for (String fact : facts) {
            String[] fields = fact.split(FIELD, -1);
            if (!fields[0].equals("value")) {
                continue;
            }
            unseen.remove(fields[1]);
            String difference = node.difference(fields[1], fields[2], fields[3]);
            if (!difference.isEmpty()) {
                differing.add(fields[1] + " (" + fields[2] + "): " + difference);
            }
        }
        unseen.forEach(key -> differing.add(key + ": not in Klamm's catalog"));
        return differing;
    }
}

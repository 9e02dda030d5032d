package io.klamm.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.TestFactory;

/** Klamm's reader of properties against java.util.Properties.load(InputStream). */
class PropertiesDifferentialTest {
    private static final int BATCHES = 20;
    private static final int BATCH = 25_000;
    private static final int NONE = -1;

    private final NativeProgram program = new NativeProgram("properties_dump");

    @TestFactory
    Stream<DynamicTest> theVectorsAreWhatTheJdkReads() throws Exception {
        return PropertiesVectors.read().stream().map(vector -> dynamicTest(vector.line(), () -> {
            PropertiesText actual = PropertiesText.load(vector.input());
            assertEquals(vector.expected().refused(), actual.refused());
            if (!actual.refused()) {
                assertEquals(vector.expected().settings(), actual.settings());
            }
        }));
    }

    @RepeatedTest(BATCHES)
    void generatedTextsReadAlike(RepetitionInfo repetition) throws Exception {
        var generator = new PropertiesGenerator(repetition.getCurrentRepetition());
        List<byte[]> inputs = Stream.generate(generator::next).limit(BATCH).toList();
        List<ByteBuffer> answers = program.ask(inputs);
        int settings = 0;
        int refused = 0;
        int overwritten = 0;
        for (int index = 0; index < BATCH; index++) {
            byte[] input = inputs.get(index);
            PropertiesText expected = PropertiesText.load(input);
            String difference = compare(expected, answers.get(index));
            assertTrue(difference.isEmpty(), () -> difference + "\n" + PropertiesVectors.show(input));
            settings += expected.settings().size();
            refused += expected.refused() ? 1 : 0;
            for (boolean wins : expected.winners()) {
                overwritten += wins ? 0 : 1;
            }
        }
        // A generator that no longer reaches the corners would prove nothing.
        assertTrue(settings > 2 * BATCH, "settings: " + settings);
        assertTrue(refused > BATCH / 20 && refused < BATCH / 2, "refused: " + refused);
        assertTrue(overwritten > BATCH / 20, "overwritten: " + overwritten);
    }

    @TestFactory
    Stream<DynamicTest> theVectorsReadAlike() throws Exception {
        List<PropertiesVectors> vectors = PropertiesVectors.read();
        List<ByteBuffer> answers = program.ask(vectors.stream().map(PropertiesVectors::input).toList());
        List<DynamicTest> tests = new ArrayList<>();
        for (int index = 0; index < vectors.size(); index++) {
            PropertiesVectors vector = vectors.get(index);
            String difference = compare(PropertiesText.load(vector.input()), answers.get(index));
            tests.add(dynamicTest(vector.line(), () -> assertEquals("", difference)));
        }
        return tests.stream();
    }

    /** Empty when both say the same. Up to a setting that the JDK refuses, and that one is refused. */
    private static String compare(PropertiesText expected, ByteBuffer answer) {
        int refusedAt = answer.getInt();
        int count = answer.getInt();
        int known = expected.settings().size();
        if (refusedAt != (expected.refused() ? known : NONE)) {
            return "refused at setting " + refusedAt + ", the JDK " + (expected.refused() ? "at " + known : "nowhere");
        }
        if (!expected.refused() && count != known) {
            return count + " settings, the JDK has " + known;
        }
        boolean[] winners = expected.winners();
        for (int index = 0; index < known; index++) {
            PropertiesText.Setting setting = expected.settings().get(index);
            boolean wins = answer.get() != 0;
            if (!Arrays.equals(NativeProgram.text(answer), NativeProgram.wtf8(setting.key()))) {
                return "key of setting " + index;
            }
            if (!Arrays.equals(NativeProgram.text(answer), NativeProgram.wtf8(setting.value()))) {
                return "value of setting " + index;
            }
            if (!expected.refused() && wins != winners[index]) {
                return "setting " + index + (wins ? " wins" : " does not win") + ", in the JDK it is not so";
            }
        }
        return "";
    }
}

package io.klamm.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.common.security.JaasContext;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;

/** Klamm's reading of sasl.jaas.config against Kafka's own, which the class path chooses. */
@Tag("kafka")
class JaasDifferentialTest {
    private static final String VERSION = System.getProperty("kafka.version");
    private static final int BATCHES = 4;
    private static final int BATCH = 25_000;
    private static final Map<LoginModuleControlFlag, String> FLAGS = Map.of(
            LoginModuleControlFlag.REQUIRED, "required",
            LoginModuleControlFlag.REQUISITE, "requisite",
            LoginModuleControlFlag.SUFFICIENT, "sufficient",
            LoginModuleControlFlag.OPTIONAL, "optional");

    private final NativeProgram program = new NativeProgram("jaas_dump");

    @RepeatedTest(BATCHES)
    void generatedLinesReadAlike(RepetitionInfo repetition) throws Exception {
        var generator = new JaasGenerator(repetition.getCurrentRepetition());
        List<String> lines = Stream.generate(generator::next).limit(BATCH).toList();
        List<ByteBuffer> answers = program.ask(lines.stream().map(JaasDifferentialTest::node).toList());
        int accepted = 0;
        int options = 0;
        for (int index = 0; index < BATCH; index++) {
            String line = lines.get(index);
            String expected = kafka(line);
            assertEquals(expected, klamm(answers.get(index)), () -> PropertiesVectors.show(NativeProgram.wtf8(line)));
            accepted += expected.startsWith("refused") ? 0 : 1;
            options += expected.contains("[") ? 1 : 0;
        }
        // A generator that no longer reaches the corners would prove nothing.
        assertTrue(accepted > BATCH / 5 && accepted < BATCH * 4 / 5, "accepted: " + accepted);
        assertTrue(options > BATCH / 10, "with options: " + options);
        System.out.printf("Kafka %s: %d lines, %d accepted%n", VERSION, BATCH, accepted);
    }

    /** A properties file that holds the value, every character of it escaped. */
    private static byte[] node(String value) {
        StringBuilder text = new StringBuilder(VERSION);
        text.append("\nlistener.name.l.plain.sasl.jaas.config=");
        value.chars().forEach(unit -> text.append(String.format("\\u%04x", unit)));
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String kafka(String value) {
        Object password = ConfigDef.parseType("sasl.jaas.config", value, ConfigDef.Type.PASSWORD);
        try {
            JaasContext context = JaasContext.loadServerContext(
                    new ListenerName("L"), "PLAIN", Map.of("plain.sasl.jaas.config", (Password) password));
            AppConfigurationEntry entry = context.configurationEntries().get(0);
            Map<String, String> options = new TreeMap<>();
            entry.getOptions().forEach((name, option) -> options.put(show(name), show((String) option)));
            return show(entry.getLoginModuleName()) + " " + FLAGS.get(entry.getControlFlag()) + " " + options(options);
        } catch (IllegalArgumentException refused) {
            return "refused";
        }
    }

    private static String klamm(ByteBuffer answer) {
        if (answer.get() != 0) {
            return "refused";
        }
        String module = hex(NativeProgram.text(answer));
        String flag = new String(NativeProgram.text(answer), StandardCharsets.UTF_8);
        Map<String, String> options = new TreeMap<>();
        for (int count = answer.getInt(); count > 0; count--) {
            boolean named = answer.get() != 0;
            String name = hex(NativeProgram.text(answer));
            options.put(named ? name : "null", hex(NativeProgram.text(answer)));
        }
        return module + " " + flag + " " + options(options);
    }

    private static String options(Map<String, String> options) {
        return options.isEmpty() ? "" : options.entrySet().stream().toList().toString();
    }

    private static String show(String text) {
        return text == null ? "null" : hex(NativeProgram.wtf8(text));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}

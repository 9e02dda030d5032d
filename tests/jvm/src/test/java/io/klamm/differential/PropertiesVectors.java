package io.klamm.differential;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The vectors of tests/vectors/properties.txt, which says how it is read. */
record PropertiesVectors(String line, byte[] input, PropertiesText expected) {

    static List<PropertiesVectors> read() throws IOException {
        List<PropertiesVectors> vectors = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(System.getProperty("klamm.vectors"), "properties.txt"))) {
            List<String> quoted = quoted(line);
            if (line.startsWith("in ")) {
                byte[] input = quoted.get(0).getBytes(StandardCharsets.ISO_8859_1);
                vectors.add(new PropertiesVectors(line, input, new PropertiesText(new ArrayList<>(), false)));
            } else if (line.startsWith("pair ")) {
                PropertiesText expected = vectors.get(vectors.size() - 1).expected();
                expected.settings().add(new PropertiesText.Setting(quoted.get(0), quoted.get(1)));
            } else if (line.equals("refused")) {
                PropertiesVectors last = vectors.remove(vectors.size() - 1);
                var refused = new PropertiesText(last.expected().settings(), true);
                vectors.add(new PropertiesVectors(last.line(), last.input(), refused));
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                throw new IOException("no line of a vector: " + line);
            }
        }
        return vectors;
    }

    private static List<String> quoted(String line) {
        List<String> words = new ArrayList<>();
        if (line.startsWith("#")) {
            return words;
        }
        for (int at = line.indexOf('"'); at >= 0; at = line.indexOf('"', at)) {
            StringBuilder word = new StringBuilder();
            at++;
            while (line.charAt(at) != '"') {
                char next = line.charAt(at++);
                if (next != '\\') {
                    word.append(next);
                    continue;
                }
                char escaped = line.charAt(at++);
                int digits = escaped == 'x' ? 2 : escaped == 'u' ? 4 : 0;
                if (digits > 0) {
                    word.append((char) Integer.parseInt(line.substring(at, at + digits), 16));
                    at += digits;
                } else {
                    int named = "nrtf".indexOf(escaped);
                    word.append(named < 0 ? escaped : "\n\r\t\f".charAt(named));
                }
            }
            at++;
            words.add(word.toString());
        }
        return words;
    }

    /** Bytes as the file of vectors writes them, to be copied there. */
    static String show(byte[] input) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte next : input) {
            int named = "\n\r\t\f\"\\".indexOf(next);
            if (named >= 0) {
                out.writeBytes(new byte[] {'\\', (byte) "nrtf\"\\".charAt(named)});
            } else if (next >= ' ' && next < 0x7f) {
                out.write(next);
            } else {
                out.writeBytes(String.format("\\x%02x", next & 0xff).getBytes(StandardCharsets.US_ASCII));
            }
        }
        return "in \"" + out + "\"";
    }
}

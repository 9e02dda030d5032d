package io.klamm.differential;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Texts made of what decides in a properties file; some of them across the edges of the JDK's buffer of 8192 bytes. */
final class PropertiesGenerator {
    private static final int BUFFER = 8192;
    private static final String[] LINE_ENDS = {"\n", "\r", "\r\n"};
    private static final String[] MARKS = {"=", ":", " ", "\t", "\f", "#", "!"};
    private static final String[] RARE = {"\0", "\u001a", "\u000b", "\u0085", "\u00a0", "\u00ff", "\u00ef\u00bb\u00bf"};
    private static final String[] ESCAPES = {
        "\\t", "\\n", "\\r", "\\f", "\\b", "\\\\", "\\\\\\", "\\=", "\\:", "\\ ", "\\#", "\\\"", "\\U0041"
    };
    private static final String[] UNICODE = {
        "\\u0041", "\\u00e9", "\\u003D", "\\u0020", "\\u000a", "\\u005c", "\\ud83d", "\\ude00", "\\ud83d\\ude00", "\\uFFFF"
    };
    private static final String[] MALFORMED = {"\\u", "\\u0", "\\u00g0", "\\uu0041", "\\u 041", "\\u00\\"};
    private static final String[] WORDS = {"a", "b", "key", "listeners", "u0041", "0", "41"};

    private final SplittableRandom random;

    PropertiesGenerator(long seed) {
        random = new SplittableRandom(seed);
    }

    byte[] next() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int tokens = random.nextInt(30);
        int border = random.nextInt(50) == 0 ? random.nextInt(Math.max(1, tokens)) : -1;
        for (int token = 0; token < tokens; token++) {
            if (token == border) {
                fill(out);
            }
            out.writeBytes(token().getBytes(StandardCharsets.ISO_8859_1));
        }
        return out.toByteArray();
    }

    /** Up to a few bytes before an edge of the buffer, as one long word, comment, run of blanks or of backslashes. */
    private void fill(ByteArrayOutputStream out) {
        String unit = pick("x", "x", " ", "#", "\n", "\\", "\\\n", "\u00e9", "some.key=a longer value of it\n");
        int end = BUFFER * (1 + random.nextInt(2)) - random.nextInt(8);
        while (out.size() < end) {
            out.writeBytes(unit.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private String token() {
        int kind = random.nextInt(100);
        if (kind < 22) {
            return pick(WORDS);
        }
        if (kind < 42) {
            return pick(MARKS);
        }
        if (kind < 56) {
            return pick(LINE_ENDS);
        }
        if (kind < 70) {
            return "\\" + pick(LINE_ENDS);
        }
        if (kind < 76) {
            return "\\";
        }
        if (kind < 84) {
            return pick(ESCAPES);
        }
        if (kind < 92) {
            return pick(UNICODE);
        }
        if (kind < 94) {
            return pick(RARE);
        }
        if (kind < 95) {
            return pick(MALFORMED);
        }
        return String.valueOf((char) random.nextInt(256));
    }

    private String pick(String... from) {
        return from[random.nextInt(from.length)];
    }
}

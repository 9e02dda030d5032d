package io.klamm.differential;

import java.util.SplittableRandom;

/** Values of sasl.jaas.config: mostly well-formed, then bent; and soups of what decides in them. */
final class JaasGenerator {
    private static final String[] MODULES = {
        "a.b.Module", "M", "org.example.Login$In", "\"q.M\"", "5", "\"\"", "\u00e9.M"
    };
    private static final String[] FLAGS = {
        "required", "REQUISITE", "Sufficient", "optional", "\"required\"", "requ\u0131red", "su\ufb03cient", "need",
        "'optional'"
    };
    private static final String[] NAMES = {
        "username", "password", "user_x", "\"user_x@y\"", "a-b", "$a", "7", ":", "''", "\u0101"
    };
    private static final String[] BARE = {
        "true", "b5", "x.y-z", "_", "$x", "5b", "12", "-5", ".5", "-", "a:b", "a/b", "\u00a0", "\u0085", "{x}"
    };
    private static final String[] INSIDE = {
        "a", "secret", " ", "\\n", "\\t", "\\\\", "\\\"", "\\'", "\\101", "\\7", "\\400", "\\377", "\\x", "\\a",
        "\\v", "'", "=", ";", "//", "/*", "#", "\u00e9", "\u20ac", "\ud83d\ude00", "\ud83d", "\\\ude00", "\\\n",
        "\\\u00e9", "\u0000", "\u0080"
    };
    private static final String[] BLANKS = {
        " ", " ", " ", "\t", "\n", "\r\n", "\r", "\f", "\u0001", " /* c */ ", " // c\n", " /c\n", "/\nx\n", "/**/",
        "/* *\n/*/", "/*/ */", "/* \r\n*/"
    };
    private static final String[] SOUP = {
        "M", "required", "=", ";", "\"", "'", "\\", "/", "*", "//", "/*", "*/", "\n", "\r", "-", ".", "5", "a", "#",
        ":", "\u0000", "\u001f", "\u007f", "\u0080", "\u009f", "\u00a0", "\u00ff", "\u0100", "\u2028", "\ud800",
        "\udc00", "\ud83d\ude00"
    };

    private final SplittableRandom random;

    JaasGenerator(long seed) {
        random = new SplittableRandom(seed);
    }

    String next() {
        int kind = random.nextInt(10);
        if (kind == 0) {
            return soup(random.nextInt(20));
        }
        String line = entry();
        while (random.nextInt(12) == 0) {
            line += maybeBlank() + entry();
        }
        return kind < 3 ? bent(line) : line;
    }

    private String entry() {
        StringBuilder out = new StringBuilder(usually(MODULES, 2)).append(blank()).append(usually(FLAGS, 4));
        for (int options = random.nextInt(4); options > 0; options--) {
            out.append(blank()).append(usually(NAMES, 6)).append(maybeBlank()).append('=').append(maybeBlank());
            out.append(random.nextInt(3) == 0 ? usually(BARE, 5) : quoted());
        }
        return out.append(maybeBlank()).append(';').append(maybeBlank()).toString();
    }

    private String quoted() {
        String quote = random.nextBoolean() ? "\"" : "'";
        StringBuilder out = new StringBuilder(quote);
        for (int pieces = random.nextInt(5); pieces > 0; pieces--) {
            String piece = pick(INSIDE);
            out.append(piece.equals(quote) ? "x" : piece);
        }
        return out.append(quote).toString();
    }

    /** One place of it replaced, taken away or added to. */
    private String bent(String line) {
        int at = random.nextInt(line.length() + 1);
        int end = Math.min(line.length(), at + random.nextInt(3));
        return line.substring(0, at) + soup(random.nextInt(3)) + line.substring(end);
    }

    private String soup(int tokens) {
        StringBuilder out = new StringBuilder();
        for (int token = 0; token < tokens; token++) {
            out.append(random.nextInt(20) == 0 ? String.valueOf((char) random.nextInt(0x10000)) : pick(SOUP));
        }
        return out.toString();
    }

    private String blank() {
        return pick(BLANKS);
    }

    private String maybeBlank() {
        return random.nextInt(3) == 0 ? blank() : "";
    }

    /** One of the first `sound` nine times in ten. */
    private String usually(String[] from, int sound) {
        return from[random.nextInt(random.nextInt(10) == 0 ? from.length : sound)];
    }

    private String pick(String... from) {
        return from[random.nextInt(from.length)];
    }
}

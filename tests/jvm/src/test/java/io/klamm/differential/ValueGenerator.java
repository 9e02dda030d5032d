package io.klamm.differential;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Values for a key, of which a fair part is accepted, and most of the rest nearly so. */
final class ValueGenerator {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+");
    /** Trimmed; fewer of them are blanks to a regular expression. */
    private static final String[] TRIMMED = {"", " ", "  ", "\t", "\n", "\r", "\f", "\u000b", "\u0000", "\u0001", "\u001f"};
    private static final String[] KEPT = {"\u00a0", "\u0085", "\u2003"};
    private static final String[] NUMBERS = {
        "0", "-0", "+0", "1", "-1", "+1", "2", "-2", "9", "007", "127", "128", "32767", "32768", "-32768", "-32769",
        "2147483647", "2147483648", "-2147483648", "-2147483649", "9223372036854775807", "9223372036854775808",
        "-9223372036854775808", "-9223372036854775809", "99999999999999999999", "+", "-", "+-1", "0x10", "1_000", "1L",
        "1.0", "1e3", "", "1 0", "\u0661\u0662", "-\uff11\uff10", "\u0967", "\u0e53", "\u1811", "\ua623", "\u00b2",
        "\ud835\udfd8", "\ud83d", "\u2167"
    };
    private static final String[] REALS = {
        "0.5", ".5", "5.", ".", "1d", "1D", "1f", "1F", "1dd", "0.1", "-0.0", "1e400", "-1e400", "1e-400", "4.9e-324",
        "2.4703282292062327e-324", "2.2250738585072012e-308", "1.7976931348623157e308", "1.7976931348623159e308", "NaN",
        "-NaN", "nan", "Infinity", "-Infinity", "+Infinity", "inf", "Infinityd", "0x1p3", "0x1.8p1", "0X.8P1f", "0x1",
        "0x.p1", "0x1p", "0x1p+", "0x1.fffffffffffff8p1023", "0x1p-1075", "1e", "1e+", "1e+5", "1E5d", "1e99999999999",
        "0e99999999999", "1e-99999999999", "\u0661.5", "1,5", "--1", "0.30000000000000004",
        "9007199254740993", "0.1000000000000000055511151231257827021181583404541015625000000000000001", "1__0", "0b1"
    };
    private static final String[] BOOLEANS = {
        "true", "false", "TRUE", "False", "tRuE", "fal\u017fe", "yes", "1", "on", "truee", "tru", "t rue"
    };
    private static final String[] CLASSES = {"java.lang.String", "java.util.ArrayList", "java.util.Map$Entry", ""};
    private static final String ALPHABET = "aZ09.,:;-_ /@=\"'\\\t\u00e9\u00df\u0130\u0131\ufb01\ud83d\ude00\u000b";

    private final Random random;

    ValueGenerator(long seed) {
        random = new Random(seed);
    }

    String next(KafkaDefinitions.Key key) {
        String value = switch (random.nextInt(8)) {
            case 0 -> key.defaultValue().startsWith("[") ? "" : key.defaultValue();
            case 1 -> one(List.of(word(key), number(key)));
            default -> typed(key);
        };
        if (key.type().equals("CLASS")) {
            return one(TRIMMED) + one(CLASSES) + one(TRIMMED);  // what else loads depends on the class path
        }
        return random.nextBoolean() ? value : blank() + value + blank();
    }

    private String typed(KafkaDefinitions.Key key) {
        return switch (key.type()) {
            case "BOOLEAN" -> one(BOOLEANS);
            case "INT", "SHORT", "LONG" -> number(key);
            case "DOUBLE" -> one(List.of(number(key), one(REALS), String.valueOf(random.nextDouble()),
                    random.nextInt(9) + "." + digits() + "e" + (random.nextInt(700) - 350)));
            case "LIST" -> IntStream.range(0, random.nextInt(4)).mapToObj(index -> word(key))
                    .collect(Collectors.joining(blank() + "," + blank()));
            default -> word(key);
        };
    }

    private String number(KafkaDefinitions.Key key) {
        List<Long> near = new ArrayList<>();
        for (Matcher matcher = NUMBER.matcher(key.validator()); matcher.find(); ) {
            near.add(Long.parseLong(matcher.group()));
        }
        if (near.isEmpty() || random.nextInt(3) == 0) {
            return one(NUMBERS);
        }
        long value = one(near) + random.nextInt(3) - 1;
        return one(List.of("", "", "+", "0", "000")) + value;
    }

    private String blank() {
        return random.nextInt(8) == 0 ? one(KEPT) : one(TRIMMED);
    }

    private String digits() {
        return IntStream.range(0, 1 + random.nextInt(25)).mapToObj(index -> "" + random.nextInt(10))
                .collect(Collectors.joining());
    }

    /** One of the validator's words or of the default's, as it is or with its letters changed; or any text. */
    private String word(KafkaDefinitions.Key key) {
        List<String> words = Arrays.stream((key.validator() + "," + key.defaultValue()).split("[\\[\\], ]+"))
                .filter(word -> !word.isEmpty()).toList();
        if (words.isEmpty() || random.nextInt(5) == 0) {
            return IntStream.range(0, random.nextInt(6))
                    .mapToObj(index -> "" + ALPHABET.charAt(random.nextInt(ALPHABET.length())))
                    .collect(Collectors.joining());
        }
        String word = one(words);
        return switch (random.nextInt(8)) {
            case 0 -> word.toLowerCase(Locale.ROOT);
            case 1 -> word.toUpperCase(Locale.ROOT);
            case 2 -> word.toLowerCase(Locale.ROOT).replace('s', '\u017f').replace('i', '\u0131');
            case 3 -> word + blank() + word;
            default -> word;
        };
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private String one(String[] all) {
        return all[random.nextInt(all.length)];
    }
}

package io.klamm.catalog;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef.Validator;

/**
 * A validator as the inline TOML table that configs/catalog/ holds: {@code { min = 1 }}, {@code { one_of = ["a"] }},
 * {@code { items = [], empty = false }}, {@code { other = "text" }}; empty for none. What they print of themselves is
 * documentation and leaves things out, so private fields are read.
 */
final class Rules {
    private static final Pattern RANGE_OR = Pattern.compile("\\[(-?\\d+),\\.\\.\\.,(-?\\d+)] or (-?\\d+)");

    private Rules() {}

    static String of(Validator validator) {
        if (validator == null) {
            return "";
        }
        switch (validator.getClass().getSimpleName()) {
            case "Range":
                return range((Number) field(validator, "min"), (Number) field(validator, "max"), "");
            case "ValidString":
                return "{ one_of = " + list(field(validator, "validStrings")) + " }";
            case "CaseInsensitiveValidString":
                return "{ one_of = " + list(field(validator, "validStrings")) + ", ignore_case = true }";
            case "ValidList":
                return items(validator);
            case "NonEmptyString":
                return "{ non_empty = true }";
            case "NonNullValidator":
                return "{ non_null = true }";
            // Decided by code: nothing outside a broker does so, and what it wants is said in our words.
            case "ApiVersionValidator$":
            case "MetadataVersionValidator":
                return other("a Kafka version such as 3.9 or 3.9-IV0");
            case "ControllerQuorumVotersValidator":
                return other("voters as id@host:port");
            case "ControllerQuorumBootstrapServersValidator":
                return other("servers as host:port");
            default:
                return described(validator.toString());
        }
    }

    /** Lambdas, known by what they say of themselves. */
    private static String described(String text) {
        Matcher matcher = RANGE_OR.matcher(text);
        if (matcher.matches()) {
            String or = ", or = " + matcher.group(3);
            return range(Long.valueOf(matcher.group(1)), Long.valueOf(matcher.group(2)), or);
        }
        // 3.9's sizes of thread pools; the code refuses what is less than -1, and 0.
        if (text.startsWith("The default value of -1 means")) {
            return range(1, null, ", or = -1");
        }
        return other(text);
    }

    private static String range(Number min, Number max, String more) {
        String low = min == null ? "" : ", min = " + number(min);
        String high = max == null ? "" : ", max = " + number(max);
        return "{ " + (low + high + more).substring(2) + " }";
    }

    private static String number(Number number) {
        double value = number.doubleValue();
        return value == Math.rint(value) ? String.valueOf(number.longValue()) : String.valueOf(value);
    }

    private static String items(Validator validator) {
        String values = list(field(field(validator, "validString"), "validStrings"));
        try {
            return "{ items = " + values + ", empty = " + field(validator, "isEmptyAllowed") + " }";
        } catch (IllegalStateException before42) {
            return "{ one_of = " + values + " }";
        }
    }

    private static String other(String text) {
        return "{ other = " + quote(text) + " }";
    }

    private static String list(Object values) {
        return ((Collection<?>) values).stream().map(value -> quote((String) value))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    private static Object field(Object object, String name) {
        try {
            Field field = object.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field.get(object);
        } catch (ReflectiveOperationException absent) {
            throw new IllegalStateException(object.getClass() + "." + name, absent);
        }
    }
}

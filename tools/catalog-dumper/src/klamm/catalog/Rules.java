package klamm.catalog;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef.Validator;

/**
 * A validator as the inline TOML table that configs/catalog/ holds: `{ min = 1 }`, `{ one_of = ["a"] }`, `{ items = [], empty = false }`, `{ other = "text" }`;
 * empty for none. Their toString() is documentation and leaves things out, so private fields are read.
 */
final class Rules {
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
      case "ApiVersionValidator$":
      case "MetadataVersionValidator":
        return "{ other = \"a Kafka version such as 3.9 or 3.9-IV0\" }";
      case "ControllerQuorumVotersValidator":
        return "{ other = \"voters as id@host:port\" }";
      case "ControllerQuorumBootstrapServersValidator":
        return "{ other = \"servers as host:port\" }";
      default:
        return described(validator);
    }
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

  // Decided by code: what it wants is said in our words, and nothing outside a broker decides it.

  /** Lambdas and validators of single keys, known by what they say of themselves: `[1,...,9] or -1` is a range. */
  private static String described(Validator validator) {
    String text = validator.toString();
    var matcher = java.util.regex.Pattern.compile("\\[(-?\\d+),\\.\\.\\.,(-?\\d+)] or (-?\\d+)").matcher(text);
    if (matcher.matches()) {
      return range(Long.valueOf(matcher.group(1)), Long.valueOf(matcher.group(2)), ", or = " + matcher.group(3));
    }
    if (text.startsWith("The default value of -1 means")) {
      return range(1, null, ", or = -1");
    }
    return "{ other = " + quote(text) + " }";
  }

  private static String list(Object values) {
    return ((Collection<?>) values).stream().map(value -> quote((String) value)).collect(Collectors.joining(", ", "[", "]"));
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

package io.klamm.kafka;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigException;

/** The plug-in's own keys, all under {@code klamm.}: one table for every class that a broker can name. */
final class Settings {
  static final String PREFIX = "klamm.";
  static final String NATIVE_PATH = "klamm.native.path";
  static final String NATIVE_DIR = "klamm.native.dir";
  static final String NATIVE_MEMORY = "klamm.native.memory.bytes";
  static final String UNKNOWN_KEYS = "klamm.unknown.keys";
  static final String AUDIT_FILE = "klamm.audit.file";
  static final String AUDIT_FILE_BYTES = "klamm.audit.file.bytes";
  static final String AUDIT_FILE_KEPT = "klamm.audit.file.kept";
  static final String BY_RESOURCE_TYPE = "klamm.by.resource.type";
  static final String COMPARE = "klamm.compare";
  static final String COMPARE_SAMPLE = "klamm.compare.sample";
  static final String COMPARE_ENFORCE = "klamm.compare.enforce";
  static final String COMPARE_FILE = "klamm.compare.file";

  static final ConfigDef DEFINITION =
      new ConfigDef()
          .define(NATIVE_PATH, Type.STRING, null, LOW,
              "The native library to load, instead of the one in the jar. Its version must equal the jar's.")
          .define(NATIVE_DIR, Type.STRING, null, LOW,
              "Where the library of the jar is extracted to; the JVM's java.io.tmpdir unless set. It must allow "
              + "programs"
                  + " to be run from it (no noexec).")
          .define(NATIVE_MEMORY, Type.LONG, 0L, Range.atLeast(0), LOW,
              "The most native memory that the ACLs may take; 0: no bound. What does not fit is not in force, and "
              + "until it"
                  + " is only super users are let in.")
          .define(UNKNOWN_KEYS, Type.STRING, "refuse", ValidString.in("refuse", "warn"), LOW,
              "What an unknown key under klamm. does: refuse to start, or warn. A key that is one or two letters away"
                  + " from a known one always refuses.")
          .define(AUDIT_FILE, Type.STRING, null, MEDIUM,
              "A file that gets one JSON object a line for every decision that the broker asks to have logged.")
          .define(AUDIT_FILE_BYTES, Type.LONG, 64L << 20, Range.atLeast(4096), LOW,
              "The size that the audit file is renamed at, to end in .1.")
          .define(AUDIT_FILE_KEPT, Type.INT, 4, Range.between(0, 1000), LOW,
              "How many such renamed files are kept.")
          .define(BY_RESOURCE_TYPE, Type.STRING, "reference", ValidString.in("reference", "corrected"), LOW,
              "Whether an idempotent producer's right to write to some topic is found by the reference's steps, or by "
              + "what"
                  + " they are meant to find.")
          .define(COMPARE, Type.STRING, "none", ValidString.in("none", "standard"), MEDIUM,
              "`standard` runs Kafka's StandardAuthorizer on the same ACLs and compares its decisions with ours.")
          .define(COMPARE_SAMPLE, Type.INT, 16, Range.atLeast(1), LOW,
              "One request in so many is compared; 1 compares all.")
          .define(COMPARE_ENFORCE, Type.STRING, "klamm", ValidString.in("klamm", "standard"), MEDIUM,
              "Whose decision the broker gets while both run.")
          .define(COMPARE_FILE, Type.STRING, null, LOW,
              "A file that the first 100 mismatches are appended to, one JSON object a line.");

  private final Map<String, Object> values;
  /** What to warn of once the log is there: unknown keys under {@code klamm.unknown.keys=warn}. */
  final List<String> unknown;

  private Settings(Map<String, Object> values, List<String> unknown) {
    this.values = values;
    this.unknown = unknown;
  }

  /** @throws ConfigException for an unknown key or a value out of its range; the broker then does not start */
  static Settings of(Map<String, ?> configs) {
    Map<String, Object> own = new HashMap<>();
    List<String> unknown = new ArrayList<>();
    configs.forEach((key, value) -> {
      if (DEFINITION.names().contains(key)) {
        own.put(key, value);
      } else if (key.startsWith(PREFIX)) {
        unknown.add(key);
      }
    });
    Map<String, Object> values = DEFINITION.parse(own);
    for (String key : unknown) {
      String near = Spelling.nearest(key, DEFINITION.names());
      if (near != null) {
        throw new ConfigException("unknown key `" + key + "`; did you mean `" + near + "`?");
      }
      if (values.get(UNKNOWN_KEYS).equals("refuse")) {
        throw new ConfigException("unknown key `" + key + "` (" + UNKNOWN_KEYS + "=warn lets it pass)");
      }
    }
    return new Settings(values, unknown);
  }

  /** Null where the key has neither value nor default. */
  String string(String key) {
    return (String) values.get(key);
  }

  long number(String key) {
    return ((Number) values.get(key)).longValue();
  }

  int integer(String key) {
    return (Integer) values.get(key);
  }
}

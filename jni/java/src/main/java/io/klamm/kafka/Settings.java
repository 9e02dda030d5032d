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
  static final String MODE = "klamm.mode";
  static final String IAM_POLICIES = "klamm.iam.policies";
  static final String IAM_CLUSTER_ARN = "klamm.iam.cluster.arn";
  static final String IAM_PRINCIPALS = "klamm.iam.principals";
  static final String IAM_BY_RESOURCE_TYPE = "klamm.iam.by.resource.type";
  static final String IAM_CREATE = "klamm.iam.create";
  static final String COMPARE = "klamm.compare";
  static final String COMPARE_SAMPLE = "klamm.compare.sample";
  static final String COMPARE_ENFORCE = "klamm.compare.enforce";
  static final String COMPARE_FILE = "klamm.compare.file";
  static final String CONFIG = "klamm.config";
  static final String GATE = "klamm.startup.gate";
  static final String GATE_FAIL_ON = "klamm.startup.fail.on";
  static final String GATE_BASELINE = "klamm.startup.baseline";
  static final String POLICY_FAIL_ON = "klamm.policy.fail.on";
  static final String POLICY_ON_ERROR = "klamm.policy.on.error";
  private static final ValidString SEVERITIES = ValidString.in("info", "low", "medium", "high", "critical");

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
          .define(MODE, Type.STRING, "acl", ValidString.in("acl", "iam", "acl+iam"), MEDIUM,
              "Who judges: Kafka's ACLs, or IAM policies as on MSK, or both, each the principals of its own.")
          .define(IAM_POLICIES, Type.STRING, null, MEDIUM,
              "A policy, or a folder of them (.json): bare ones, answers of the AWS command line, dumps of an account.")
          .define(IAM_CLUSTER_ARN, Type.STRING, null, MEDIUM,
              "The ARN of the MSK cluster that this one stands for; what policies name begins with it.")
          .define(IAM_PRINCIPALS, Type.STRING, null, MEDIUM,
              "A TOML file: which principals of this cluster play which roles and users, and what is attached to these.")
          .define(IAM_BY_RESOURCE_TYPE, Type.STRING, "msk", ValidString.in("msk", "exact"), LOW,
              "Whether an idempotent producer's right to write to some topic is asked as MSK is believed to ask it, of a"
                  + " topic named `hardcode`, or whether any topic will do.")
          .define(IAM_CREATE, Type.STRING, "topic", ValidString.in("topic", "cluster"), LOW,
              "Whether CreateTopic and DeleteTopic count on topics only, or on the cluster's ARN, too.")
          .define(COMPARE, Type.STRING, "none", ValidString.in("none", "standard"), MEDIUM,
              "`standard` runs Kafka's StandardAuthorizer on the same ACLs and compares its decisions with ours.")
          .define(COMPARE_SAMPLE, Type.INT, 16, Range.atLeast(1), LOW,
              "One request in so many is compared; 1 compares all.")
          .define(COMPARE_ENFORCE, Type.STRING, "klamm", ValidString.in("klamm", "standard"), MEDIUM,
              "Whose decision the broker gets while both run.")
          .define(COMPARE_FILE, Type.STRING, null, LOW,
              "A file that the first 100 mismatches are appended to, one JSON object a line.")
          .define(CONFIG, Type.STRING, null, MEDIUM,
              "A klamm.toml, whose profile, select, ignore, parameters, rules, enforce and warn hold for the gate and"
                  + " the policies. One that cannot be understood keeps the node from starting.")
          .define(GATE, Type.STRING, "off", ValidString.in("off", "warn", "enforce"), MEDIUM,
              "What the node's own configuration is held to when it starts: nothing, or the rules, whose findings are"
                  + " logged or, enforced, keep it from starting. -Dklamm.startup.gate=off switches it off.")
          .define(GATE_FAIL_ON, Type.STRING, "high", SEVERITIES, LOW,
              "The severity from which on a finding keeps the node from starting.")
          .define(GATE_BASELINE, Type.STRING, null, LOW,
              "A baseline (klamm lint --write-baseline) of findings that the gate passes over.")
          .define(POLICY_FAIL_ON, Type.STRING, "high", SEVERITIES, MEDIUM,
              "The severity from which on a finding refuses the creation of a topic or the alteration of a"
                  + " configuration; others are warnings.")
          .define(POLICY_ON_ERROR, Type.STRING, "deny", ValidString.in("deny", "allow"), MEDIUM,
              "What happens to a request that the policy itself fails to judge.");

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
    Settings settings = new Settings(values, unknown);
    settings.checkMode();
    return settings;
  }

  private void checkMode() {
    if (byIam()) {
      for (String key : new String[] {IAM_POLICIES, IAM_CLUSTER_ARN}) {
        if (string(key) == null) {
          throw new ConfigException(MODE + "=" + string(MODE) + " needs " + key);
        }
      }
      if (!string(COMPARE).equals("none")) {
        throw new ConfigException(COMPARE + "=" + string(COMPARE) + " needs " + MODE + "=acl: StandardAuthorizer knows no policies");
      }
      return;
    }
    for (String key : new String[] {IAM_POLICIES, IAM_CLUSTER_ARN, IAM_PRINCIPALS}) {
      if (string(key) != null) {
        throw new ConfigException(key + " has no effect with " + MODE + "=" + string(MODE));
      }
    }
  }

  /** Whether policies count. */
  boolean byIam() {
    return !string(MODE).equals("acl");
  }

  /** Bits of {@link Native#open}. */
  int mode() {
    int mode = string(MODE).equals("iam") ? 0 : Native.BY_ACLS;
    if (!byIam()) {
      return mode;
    }
    mode |= Native.BY_IAM;
    mode |= string(IAM_BY_RESOURCE_TYPE).equals("exact") ? Native.EXACT_BY_RESOURCE_TYPE : 0;
    return mode | (string(IAM_CREATE).equals("cluster") ? Native.CREATE_ON_CLUSTER : 0);
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

package io.klamm.kafka;

/** What a rule says of a configuration. No secret is in it. */
final class ConfigFinding {
  private static final String[] SEVERITIES = {"info", "low", "medium", "high", "critical"};

  final String rule;
  final int severity;
  /** Whether the request, or the node's start, is to be refused for it. */
  final boolean refuses;
  final String key;
  final String message;
  final String why;
  final String mend;

  /** Reads it from where the frame stands. */
  ConfigFinding(Frame frame) {
    rule = frame.getUtf8();
    severity = frame.getByte();
    refuses = frame.getByte() != 0;
    key = frame.getUtf8();
    message = frame.getUtf8();
    why = frame.getUtf8();
    mend = frame.getUtf8();
  }

  String severityName() {
    return SEVERITIES[severity];
  }

  static int severity(String name) {
    for (int i = 0; i < SEVERITIES.length; i++) {
      if (SEVERITIES[i].equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException(name);
  }

  /** Rule, what, why and the mend, in one line. */
  @Override
  public String toString() {
    return rule + ": " + sentence(message) + (why.isEmpty() ? "" : " " + why) + (mend.isEmpty() ? "" : " " + mend);
  }

  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }
}

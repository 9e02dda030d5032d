package io.klamm.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.server.authorizer.Authorizer;

/** The Kafka that this class path holds, read from the jar of its clients. */
final class KafkaVersion {
  private static final Pattern LINE = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?:[.-].*)?");
  // Confluent Platform 7.9 is Kafka 3.9, and 8.0 is 4.0.
  private static final Pattern CONFLUENT = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\.\\d+-(?:ccs|ce)(?:-.*)?");

  final String text;
  private final int major;
  private final int minor;

  private KafkaVersion(String text, int major, int minor) {
    this.text = text;
    this.major = major;
    this.minor = minor;
  }

  static KafkaVersion running() {
    Properties properties = new Properties();
    try (InputStream stream = Authorizer.class.getResourceAsStream("/kafka/kafka-version.properties")) {
      if (stream != null) {
        properties.load(stream);
      }
    } catch (IOException e) {
      properties.clear();
    }
    return parse(properties.getProperty("version", ""));
  }

  static KafkaVersion parse(String text) {
    String version = text.trim();
    Matcher confluent = CONFLUENT.matcher(version);
    if (confluent.matches()) {
      return new KafkaVersion(version, Integer.parseInt(confluent.group(1)) - 4, Integer.parseInt(confluent.group(2)));
    }
    Matcher line = LINE.matcher(version);
    if (line.matches()) {
      return new KafkaVersion(version, Integer.parseInt(line.group(1)), Integer.parseInt(line.group(2)));
    }
    return new KafkaVersion(version.isEmpty() ? "unknown" : version, 0, 0);
  }

  /** The minor line, as `4.4`. */
  String line() {
    return major + "." + minor;
  }

  boolean known() {
    return major > 0;
  }

  /** Whether an ACL's host may be an address range (4.4 and later); in an unknown Kafka it may not. */
  boolean hostRanges() {
    return major > 4 || major == 4 && minor >= 4;
  }
}

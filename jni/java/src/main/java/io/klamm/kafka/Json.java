package io.klamm.kafka;

import java.util.List;

/** Writes one JSON object, on one line and in ASCII. */
final class Json {
  private final StringBuilder text = new StringBuilder("{");

  /** @param value may be null */
  Json field(String name, String value) {
    name(name);
    string(value);
    return this;
  }

  Json field(String name, long value) {
    name(name);
    text.append(value);
    return this;
  }

  Json field(String name, boolean value) {
    name(name);
    text.append(value);
    return this;
  }

  Json field(String name, List<String> values) {
    name(name);
    text.append('[');
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        text.append(',');
      }
      string(values.get(i));
    }
    text.append(']');
    return this;
  }

  private void name(String name) {
    if (text.length() > 1) {
      text.append(',');
    }
    string(name);
    text.append(':');
  }

  private void string(String value) {
    if (value == null) {
      text.append("null");
      return;
    }
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char unit = value.charAt(i);
      if (unit == '"' || unit == '\\') {
        text.append('\\').append(unit);
      } else if (unit >= ' ' && unit < 0x7f) {
        text.append(unit);
      } else {
        text.append(String.format("\\u%04x", (int) unit));
      }
    }
    text.append('"');
  }

  String text() {
    return text + "}";
  }
}

package io.klamm.kafka;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/** Catches what the authorizers write to the audit log, level and text, while a level is on. */
public final class AuditTap {
  private static final List<String> LEVELS = Arrays.asList("trace", "debug", "info", "warn", "error");
  private static final List<String> LINES = new ArrayList<>();
  private static volatile int level = LEVELS.size();

  private AuditTap() {
  }

  public static Logger logger(String name) {
    if (!name.equals("kafka.authorizer.logger")) {
      return NOPLogger.NOP_LOGGER;
    }
    Class<?>[] type = {Logger.class};
    return (Logger) Proxy.newProxyInstance(AuditTap.class.getClassLoader(), type, (proxy, method, arguments) -> {
      String called = method.getName();
      if (called.startsWith("is") && called.endsWith("Enabled")) {
        return LEVELS.indexOf(called.substring(2, called.length() - 7).toLowerCase(java.util.Locale.ROOT)) >= level;
      }
      if (LEVELS.indexOf(called) >= level) {
        LINES.add(called + " " + arguments[0]);
      }
      return null;
    });
  }

  /** 0 trace … 4 error, 5 nothing. */
  static void level(int lowest) {
    level = lowest;
  }

  static List<String> drain() {
    List<String> lines = new ArrayList<>(LINES);
    LINES.clear();
    return lines;
  }
}

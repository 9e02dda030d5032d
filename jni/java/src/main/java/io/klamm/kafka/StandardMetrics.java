package io.klamm.kafka;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;

/**
 * Kafka's authorizer fails without the metrics that Kafka 4.1 and later give it: here it gets some that nobody sees. By
 * reflection, for 3.9's sake.
 */
final class StandardMetrics {
  private StandardMetrics() {
  }

  static void attach(StandardAuthorizer standard) {
    Method with = null;
    for (Method method : StandardAuthorizer.class.getMethods()) {
      if (method.getName().equals("withPluginMetrics") && method.getParameterCount() == 1) {
        with = method;
      }
    }
    if (with == null) {
      return;
    }
    Class<?> type = with.getParameterTypes()[0];
    Metrics unseen = new Metrics();
    Object metrics =
        Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
          switch (method.getName()) {
            case "metricName":
              return new MetricName((String) arguments[0], "plugins", (String) arguments[1], tags(arguments[2]));
            case "addSensor":
              return unseen.sensor((String) arguments[0]);
            default:
              return null;
          }
        });
    try {
      with.invoke(standard, metrics);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new KafkaException("StandardAuthorizer did not take its metrics", e);
    }
  }

  private static LinkedHashMap<String, String> tags(Object given) {
    LinkedHashMap<String, String> tags = new LinkedHashMap<>();
    if (given instanceof LinkedHashMap) {
      ((LinkedHashMap<?, ?>) given).forEach((key, value) -> tags.put(key.toString(), value.toString()));
    }
    return tags;
  }
}

package io.klamm.kafka;

import java.util.LinkedHashMap;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.Measurable;
import org.apache.kafka.common.metrics.Monitorable;
import org.apache.kafka.common.metrics.PluginMetrics;

/**
 * {@link KlammAuthorizer} with Kafka's metrics of plug-ins, under the reference's names. Kafka 4.1 and later only: an
 * older one cannot load this class.
 */
public class KlammMonitorableAuthorizer extends KlammAuthorizer implements Monitorable {
  @Override
  public void withPluginMetrics(PluginMetrics metrics) {
    rate(metrics, "authorization-allowed-rate-per-minute", "Allowed actions per minute",
        new RatePerMinute(this::allowedTotal));
    rate(metrics, "authorization-denied-rate-per-minute", "Denied actions per minute",
        new RatePerMinute(this::deniedTotal));
    rate(metrics, "authorization-request-rate-per-minute", "Judged actions per minute",
        new RatePerMinute(() -> allowedTotal() + deniedTotal()));
    metrics.addMetric(metrics.metricName("acls-total-count", "The number of ACLs", new LinkedHashMap<>()),
        (Gauge<Integer>) (config, now) -> aclCount());
  }

  private static void rate(PluginMetrics metrics, String name, String description, RatePerMinute rate) {
    metrics.addMetric(
        metrics.metricName(name, description, new LinkedHashMap<>()), (Measurable) (config, now) -> rate.at(now));
  }
}

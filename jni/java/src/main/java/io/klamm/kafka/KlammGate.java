package io.klamm.kafka;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The start-up gate for nodes without an authorizer or policy of ours. It warns only: reporters are configured when the
 * node has joined its quorum already.
 *
 * <pre>metric.reporters=org.apache.kafka.common.metrics.JmxReporter,io.klamm.kafka.KlammGate</pre>
 */
public class KlammGate implements MetricsReporter {
  private static final Logger LOG = LoggerFactory.getLogger(KlammGate.class);

  @Override
  public void configure(Map<String, ?> configs) {
    if ("off".equals(System.getProperty(Settings.GATE))) {
      return;
    }
    try {
      Settings settings = Settings.of(configs);
      NativeLibrary.load(settings);
      NodeGate.warn(configs, settings, KafkaVersion.running());
    } catch (KafkaException | LinkageError e) {
      LOG.warn("The configuration of this node is not judged: {}", e.getMessage());
    }
  }

  @Override
  public void init(List<KafkaMetric> metrics) {
  }

  @Override
  public void metricChange(KafkaMetric metric) {
  }

  @Override
  public void metricRemoval(KafkaMetric metric) {
  }

  @Override
  public void close() {
  }
}

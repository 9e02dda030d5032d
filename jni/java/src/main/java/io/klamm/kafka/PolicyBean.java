package io.klamm.kafka;

import java.lang.management.ManagementFactory;
import java.util.List;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A policy's face over JMX. Without it the policy works all the same. */
final class PolicyBean implements PolicyMXBean {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyBean.class);
  private static final int MOST_INSTANCES = 1000;

  private final PolicyCounts counts;
  private ObjectName name;

  private PolicyBean(PolicyCounts counts) {
    this.counts = counts;
  }

  static PolicyBean register(String policy, String nodeId, PolicyCounts counts) {
    PolicyBean bean = new PolicyBean(counts);
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    String base = "klamm:type=policy,name=" + policy + ",node-id=" + nodeId;
    try {
      for (int i = 1; i < MOST_INSTANCES && bean.name == null; i++) {
        ObjectName name = new ObjectName(i == 1 ? base : base + ",instance=" + i);
        try {
          server.registerMBean(bean, name);
          bean.name = name;
        } catch (InstanceAlreadyExistsException e) {
          continue;
        }
      }
    } catch (JMException e) {
      LOG.warn("{} is not to be seen over JMX.", base, e);
    }
    return bean;
  }

  void unregister() {
    if (name == null) {
      return;
    }
    try {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
    } catch (JMException e) {
      LOG.debug("{} was gone already.", name, e);
    }
  }

  @Override
  public String getVersion() {
    return NativeLibrary.version();
  }

  @Override
  public long getEvaluationsTotal() {
    return counts.evaluations();
  }

  @Override
  public long getRefusedTotal() {
    return counts.refused.sum();
  }

  @Override
  public long getWarnedTotal() {
    return counts.warned();
  }

  @Override
  public long getErrorsTotal() {
    return counts.errors.sum();
  }

  @Override
  public double getMeanMicros() {
    long evaluations = counts.evaluations();
    return evaluations == 0 ? 0 : counts.nanos.sum() / 1e3 / evaluations;
  }

  @Override
  public double getLongestMicros() {
    return counts.longestNanos.get() / 1e3;
  }

  @Override
  public List<String> getRules() {
    return counts.byRule();
  }
}

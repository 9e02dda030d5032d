package io.klamm.kafka;

import java.util.List;

/** A policy's face over JMX. Without it the policy works all the same. */
final class PolicyBean implements PolicyMXBean {
  private final PolicyCounts counts;
  private JmxName name;

  private PolicyBean(PolicyCounts counts) {
    this.counts = counts;
  }

  static PolicyBean register(String policy, String nodeId, PolicyCounts counts) {
    PolicyBean bean = new PolicyBean(counts);
    bean.name = JmxName.register(bean, "klamm:type=policy,name=" + policy + ",node-id=" + nodeId);
    return bean;
  }

  void unregister() {
    name.unregister();
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

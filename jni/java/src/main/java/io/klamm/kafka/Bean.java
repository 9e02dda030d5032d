package io.klamm.kafka;

import java.util.Collections;
import java.util.List;

/** The authorizer's face over JMX. Without it the authorizer works all the same. */
final class Bean implements AuthorizerMXBean {
  private final KlammAuthorizer authorizer;
  private JmxName name;

  private Bean(KlammAuthorizer authorizer) {
    this.authorizer = authorizer;
  }

  static Bean register(String nodeId, String role, KlammAuthorizer authorizer) {
    Bean bean = new Bean(authorizer);
    bean.name = JmxName.register(bean, "klamm:type=authorizer,node-id=" + nodeId + ",role=" + role);
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
  public long getAllowedTotal() {
    return authorizer.tally.allowed.sum();
  }

  @Override
  public long getDeniedTotal() {
    return authorizer.tally.denied.sum();
  }

  @Override
  public long getFailuresTotal() {
    return authorizer.tally.failures.sum();
  }

  @Override
  public long getAuditLostTotal() {
    return authorizer.audit.lost();
  }

  @Override
  public boolean isReady() {
    return authorizer.ready();
  }

  @Override
  public int getPendingUpdates() {
    return authorizer.feed.pendingUpdates();
  }

  @Override
  public long getAcls() {
    return authorizer.engine.statistics().acls;
  }

  @Override
  public List<String> getUnparsableAcls() {
    return authorizer.unparsable.list();
  }

  @Override
  public long getUnparsableAclCount() {
    return authorizer.engine.statistics().malformed;
  }

  @Override
  public long getNativeBytes() {
    return authorizer.engine.statistics().nativeBytes;
  }

  @Override
  public long getRetiredBytes() {
    return authorizer.engine.statistics().retiredBytes;
  }

  @Override
  public double getLoadMillis() {
    return authorizer.engine.statistics().loadNanos / 1e6;
  }

  @Override
  public String getIamPolicyHash() {
    return authorizer.policies == null ? "" : authorizer.policies.hash();
  }

  @Override
  public long getIamReloadsTotal() {
    return authorizer.policies == null ? 0 : authorizer.policies.reloads();
  }

  @Override
  public long getIamReloadFailuresTotal() {
    return authorizer.policies == null ? 0 : authorizer.policies.failures();
  }

  @Override
  public String getIamRefusal() {
    return authorizer.policies == null ? "" : authorizer.policies.refusal();
  }

  @Override
  public long getIamStatements() {
    return authorizer.engine.statistics().iamStatements;
  }

  @Override
  public long getIamIdentities() {
    return authorizer.engine.statistics().iamIdentities;
  }

  @Override
  public long getIamPrincipals() {
    return authorizer.engine.statistics().iamParts;
  }

  @Override
  public long getIamCallers() {
    return authorizer.engine.statistics().iamCallers;
  }

  @Override
  public long getIamCallersPreparedTotal() {
    return authorizer.engine.statistics().iamPrepared;
  }

  @Override
  public long getComparedTotal() {
    return authorizer.comparison == null ? 0 : authorizer.comparison.compared();
  }

  @Override
  public long getMismatchesTotal() {
    return authorizer.comparison == null ? 0 : authorizer.comparison.mismatches();
  }

  @Override
  public List<String> getMismatches() {
    return authorizer.comparison == null ? Collections.emptyList() : authorizer.comparison.kept();
  }
}

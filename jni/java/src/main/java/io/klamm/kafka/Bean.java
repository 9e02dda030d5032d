package io.klamm.kafka;

import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.List;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The authorizer's face over JMX. Without it the authorizer works all the same. */
final class Bean implements AuthorizerMXBean {
  private static final Logger LOG = LoggerFactory.getLogger(Bean.class);
  private static final int MOST_INSTANCES = 1000;

  private final KlammAuthorizer authorizer;
  private ObjectName name;

  private Bean(KlammAuthorizer authorizer) {
    this.authorizer = authorizer;
  }

  /** Several authorizers of one node id and role (a test kit's) get a number each. */
  static Bean register(String nodeId, String role, KlammAuthorizer authorizer) {
    Bean bean = new Bean(authorizer);
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    String base = "klamm:type=authorizer,node-id=" + nodeId + ",role=" + role;
    try {
      for (int i = 1; i < MOST_INSTANCES; i++) {
        ObjectName name = new ObjectName(i == 1 ? base : base + ",instance=" + i);
        try {
          server.registerMBean(bean, name);
          bean.name = name;
          break;
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

package io.klamm.kafka;

import java.lang.management.ManagementFactory;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a bean of ours is to be seen over JMX. Without it, what it shows works all the same. */
final class JmxName {
  private static final Logger LOG = LoggerFactory.getLogger(JmxName.class);
  private static final int MOST_INSTANCES = 1000;

  private final ObjectName name; // null: it is not to be seen

  private JmxName(ObjectName name) {
    this.name = name;
  }

  /** Several beans of one name (a test kit's, or two of one node) get a number each. */
  static JmxName register(Object bean, String base) {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    try {
      for (int i = 1; i < MOST_INSTANCES; i++) {
        ObjectName name = new ObjectName(i == 1 ? base : base + ",instance=" + i);
        try {
          server.registerMBean(bean, name);
          return new JmxName(name);
        } catch (InstanceAlreadyExistsException e) {
          continue;
        }
      }
    } catch (JMException e) {
      LOG.warn("{} is not to be seen over JMX.", base, e);
    }
    return new JmxName(null);
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
}

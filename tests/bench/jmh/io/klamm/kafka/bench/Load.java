package io.klamm.kafka.bench;

import java.lang.management.ManagementFactory;
import java.util.Map;
import javax.management.ObjectName;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.authorizer.ClusterMetadataAuthorizer;
import org.apache.kafka.metadata.authorizer.StandardAcl;

/**
 * B7: the time to load 606,000 ACLs, the best of several, and what the authorizer holds afterwards: heap after collections
 * with the input dropped, and for Klamm its native bytes. Prints {@code load-ms bytes}. Arguments: the candidate, how often.
 */
public final class Load {
  private Load() {
  }

  public static void main(String[] arguments) throws Exception {
    Map<Uuid, StandardAcl> acls = Acls.large(50_000, 10);
    double best = Double.MAX_VALUE;
    for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
      try (ClusterMetadataAuthorizer candidate = Candidates.start(arguments[0])) {
        long start = System.nanoTime();
        candidate.loadSnapshot(acls);
        best = Math.min(best, (System.nanoTime() - start) / 1e6);
      }
    }
    long before = used();
    ClusterMetadataAuthorizer kept = Candidates.start(arguments[0]);
    kept.loadSnapshot(Acls.large(50_000, 10)); // its strings are its own
    kept.completeInitialLoad();
    long bytes = used() - before + nativeBytes();
    System.out.printf("%.1f %d %d%n", best, bytes, kept.aclCount());
    kept.close();
    if (acls.isEmpty()) {
      throw new IllegalStateException();
    }
  }

  private static long used() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(100);
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static long nativeBytes() throws Exception {
    long sum = 0;
    for (ObjectName name :
        ManagementFactory.getPlatformMBeanServer().queryNames(new ObjectName("klamm:type=authorizer,*"), null)) {
      sum += (Long) ManagementFactory.getPlatformMBeanServer().getAttribute(name, "NativeBytes");
    }
    return sum;
  }
}

package io.klamm.kafka;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.metadata.authorizer.StandardAcl;
import org.apache.kafka.server.authorizer.Action;

/**
 * Changes of the ACLs beside readers in a JVM whose heap is all resident from the start and large enough never to be
 * collected: what the process grows by then is native memory that nobody has freed. Arguments: changes to warm up with,
 * changes to measure, the growth to allow in KiB.
 */
public final class Leak {
  private static final int STANDING = 10_000;
  private static volatile boolean done;
  private long ids;
  private final KlammAuthorizer authorizer = new KlammAuthorizer();

  public static void main(String[] arguments) throws Exception {
    System.exit(
        new Leak().run(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), Long.parseLong(arguments[2]))
            ? 0
            : 1);
  }

  private boolean run(int warming, int measured, long allowed) throws Exception {
    Map<String, Object> configs = new HashMap<>();
    configs.put("node.id", "1");
    authorizer.configure(configs);
    Map<Uuid, StandardAcl> acls = new HashMap<>();
    for (int i = 0; i < STANDING; i++) {
      acls.put(new Uuid(1, ++ids), acl(ids));
    }
    authorizer.loadSnapshot(acls);
    authorizer.completeInitialLoad();
    for (int i = 0; i < 2; i++) {
      new Thread(this::read).start();
    }
    change(warming);
    long before = residentKib();
    long started = System.nanoTime();
    change(measured);
    long millis = (System.nanoTime() - started) / 1_000_000;
    long after = residentKib();
    done = true;
    Statistics statistics = authorizer.engine.statistics();
    System.out.println(measured + " changes of " + statistics.acls + " ACLs beside two readers in " + millis
        + " ms: resident " + before / 1024 + " MiB before, " + (after - before) + " KiB more after; "
        + statistics.nativeBytes / 1024 + " KiB native, of them retired " + statistics.retiredBytes / 1024 + "; "
        + collections() + " collections of the heap");
    return after - before <= allowed && collections() == 0;
  }

  private static StandardAcl acl(long number) {
    return new StandardAcl(ResourceType.TOPIC, "topic-" + number,
        number % 3 == 0 ? PatternType.PREFIXED : PatternType.LITERAL, "User:u" + number % 50, "*", AclOperation.READ,
        AclPermissionType.ALLOW);
  }

  private void change(int count) {
    for (int i = 0; i < count; i += 2) {
      authorizer.addAcl(new Uuid(1, ++ids), acl(ids));
      authorizer.removeAcl(new Uuid(1, ids - STANDING));
    }
  }

  private void read() {
    Context context = new Context(new KafkaPrincipal("User", "u7"), InetAddress.getLoopbackAddress());
    List<Action> actions = Collections.singletonList(new Action(
        AclOperation.READ, new ResourcePattern(ResourceType.TOPIC, "topic-7", PatternType.LITERAL), 1, false, false));
    while (!done) {
      authorizer.authorize(context, actions);
      LockSupport.parkNanos(20_000);
    }
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans()
        .stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }

  private static long residentKib() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    throw new IOException("no VmRSS");
  }
}

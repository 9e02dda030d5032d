package io.klamm.kafka;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.kafka.common.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the policies of {@code klamm.iam.policies} in force: at start they must be sound, and what they become later is
 * put in force as a whole, or not at all. A change counts once two looks in a row have found the same, so that files
 * which are just being written are left alone.
 */
final class Policies implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Policies.class);
  private static final long LOOK_MILLIS = 2000;

  private final Engine engine;
  private final Path policies;
  private final Path principals;
  private final String clusterArn;
  private final String switches;
  private final Thread worker = new Thread(this::work, "klamm-iam-policies");
  private boolean closed;
  private volatile String inForce = "";
  /** Hash of what was seen last, whatever became of it. */
  private String seen = "";
  /** Hash of what was refused, which is not tried again. */
  private String refusedHash = "";
  private volatile String refusal = "";
  private volatile long reloads;
  private volatile long failures;

  /** @throws ConfigException if the policies are not sound; the broker then does not start */
  Policies(Settings settings, Engine engine) {
    this.engine = engine;
    policies = Path.of(settings.string(Settings.IAM_POLICIES));
    String file = settings.string(Settings.IAM_PRINCIPALS);
    principals = file == null ? null : Path.of(file);
    clusterArn = settings.string(Settings.IAM_CLUSTER_ARN);
    switches = clusterArn + ' ' + settings.string(Settings.MODE) + ' '
        + settings.string(Settings.IAM_BY_RESOURCE_TYPE) + ' ' + settings.string(Settings.IAM_CREATE);
    String refused;
    try {
      PolicyFiles files = PolicyFiles.read(policies, principals);
      seen = files.hash(switches);
      refused = load(files);
    } catch (IOException | RuntimeException e) {
      refused = e.toString();
    }
    if (refused != null) {
      throw new ConfigException(Settings.IAM_POLICIES + " cannot be put in force:\n" + refused);
    }
    worker.setDaemon(true);
    worker.start();
  }

  /** Null if the files are in force now, else why they are not. */
  private String load(PolicyFiles files) {
    Frame frame = Frame.ofThread();
    try {
      files.put(frame, clusterArn);
      int answer = engine.loadPolicies(frame);
      if (answer < 0) {
        return "the library did not take them (" + answer + ")";
      }
      String text = frame.getUtf8();
      if (answer != 1) {
        return text;
      }
      if (!text.isEmpty()) {
        LOG.warn("The IAM policies are in force; suspect are:\n{}", text);
      }
      inForce = files.hash(switches);
      LOG.info("The IAM policies of {} are in force: {}", policies, inForce);
      return null;
    } finally {
      frame.release();
    }
  }

  private synchronized void work() {
    try {
      while (!closed) {
        wait(LOOK_MILLIS);
        if (!closed) {
          look();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      PolicyFiles files = PolicyFiles.read(policies, principals);
      String hash = files.hash(switches);
      boolean settled = hash.equals(seen);
      seen = hash;
      if (!settled || hash.equals(refusedHash)) {
        return;
      }
      if (hash.equals(inForce)) {
        clear();
        return;
      }
      String refused = load(files);
      if (refused != null) {
        refuse(refused);
        refusedHash = hash;
      } else {
        reloads++;
        clear();
      }
    } catch (IOException | RuntimeException | Error e) {
      refuse(e.toString());
    }
  }

  private void clear() {
    refusal = "";
    refusedHash = "";
  }

  private void refuse(String reason) {
    if (!reason.equals(refusal)) {
      failures++;
      refusal = reason;
      LOG.error("The IAM policies of {} have changed and are refused; those before stay in force:\n{}", policies, reason);
    }
  }

  /** SHA-256 of the policies in force and of what else decides upon them. */
  String hash() {
    return inForce;
  }

  /** Why the files as they are now are not in force; empty if they are. */
  String refusal() {
    return refusal;
  }

  long reloads() {
    return reloads;
  }

  long failures() {
    return failures;
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
  }
}

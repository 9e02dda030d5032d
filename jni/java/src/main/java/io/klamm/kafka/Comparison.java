package io.klamm.kafka;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.metadata.authorizer.StandardAcl;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizationResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs Kafka's own authorizer on the same ACLs and compares its decisions with ours, off the request's path and on a
 * sample. A difference counts only if it is there again while no ACL changes. What one of them logs the other does not:
 * the comparison is silent in the audit log.
 */
final class Comparison implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Comparison.class);
  private static final int QUEUE = 1024;
  private static final int ATTEMPTS = 100;

  /** Ours, to be asked again. */
  interface Ours {
    List<AuthorizationResult> authorize(AuthorizableRequestContext context, List<Action> silent);

    /** Goes up with every change of the ACLs. */
    long version();
  }

  private static final class Request {
    private final AuthorizableRequestContext context;
    private final List<Action> silent;

    private Request(AuthorizableRequestContext context, List<Action> silent) {
      this.context = context;
      this.silent = silent;
    }
  }

  private final StandardAuthorizer standard = new StandardAuthorizer();
  private final BlockingQueue<Request> queue = new ArrayBlockingQueue<>(QUEUE);
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong compared = new AtomicLong();
  private final Mismatches mismatches;
  private final Ours ours;
  private final int sample;
  private final boolean enforced;
  private final Thread worker = new Thread(this::work, "klamm-compare");
  /** Also when Kafka's authorizer missed a change. */
  private volatile boolean closed;

  Comparison(Map<String, ?> configs, Settings settings, Ours ours) {
    this.ours = ours;
    sample = settings.integer(Settings.COMPARE_SAMPLE);
    enforced = settings.string(Settings.COMPARE_ENFORCE).equals("standard");
    mismatches = new Mismatches(settings.string(Settings.COMPARE_FILE));
    standard.configure(configs);
    StandardMetrics.attach(standard);
    worker.setDaemon(true);
    worker.start();
  }

  // ---- the feed, after ours -----------------------------------------------------------------------------------------

  void load(Map<Uuid, StandardAcl> acls) {
    feed(() -> standard.loadSnapshot(acls));
  }

  /** @param acl null for a removal */
  void change(Uuid id, StandardAcl acl) {
    feed(acl == null ? () -> standard.removeAcl(id) : () -> standard.addAcl(id, acl));
  }

  /** Its failure is no failure of ours, but there is nothing to compare with any longer. */
  private void feed(Runnable change) {
    try {
      change.run();
    } catch (RuntimeException e) {
      LOG.error("StandardAuthorizer did not take a change of the ACLs; it decides and is compared no longer.", e);
      closed = true;
    }
  }

  void completeInitialLoad() {
    standard.completeInitialLoad();
  }

  // ---- requests -----------------------------------------------------------------------------------------------------

  /** Whether Kafka's authorizer decides; no longer once it missed a change of the ACLs. */
  boolean enforces() {
    return enforced && !closed;
  }

  AuthorizationResult enforceByResourceType(
      AuthorizableRequestContext context, AclOperation operation, ResourceType type) {
    return standard.authorizeByResourceType(context, operation, type);
  }

  /** The decision of Kafka's authorizer, which also writes the audit log. */
  List<AuthorizationResult> enforce(AuthorizableRequestContext context, List<Action> actions) {
    return standard.authorize(context, actions);
  }

  /** Takes one request in {@code klamm.compare.sample} along, unless too many wait. */
  void offer(AuthorizableRequestContext context, List<Action> actions) {
    if (closed || sample > 1 && requests.getAndIncrement() % sample != 0) {
      return;
    }
    List<Action> silent = new ArrayList<>(actions.size());
    for (Action action : actions) {
      silent.add(
          new Action(action.operation(), action.resourcePattern(), action.resourceReferenceCount(), false, false));
    }
    queue.offer(new Request(context, silent));
  }

  private void work() {
    while (!closed) {
      try {
        compare(queue.take());
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.warn("A request could not be compared.", e);
      }
    }
  }

  private void compare(Request request) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      long version = ours.version();
      List<AuthorizationResult> mine = ours.authorize(request.context, request.silent);
      List<AuthorizationResult> theirs = standard.authorize(request.context, request.silent);
      if (mine.equals(theirs)) {
        break;
      }
      if (version == ours.version() && version % 2 == 0) {
        for (int i = 0; i < mine.size(); i++) {
          if (mine.get(i) != theirs.get(i)) {
            mismatches.add(request.context, request.silent.get(i), mine.get(i), theirs.get(i), standard);
          }
        }
        break;
      }
    }
    compared.incrementAndGet();
  }

  long compared() {
    return compared.get();
  }

  long mismatches() {
    return mismatches.total();
  }

  List<String> kept() {
    return mismatches.kept();
  }

  @Override
  public void close() {
    closed = true;
    worker.interrupt();
  }
}

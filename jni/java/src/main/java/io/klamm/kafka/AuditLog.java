package io.klamm.kafka;

import java.io.Closeable;
import java.util.Locale;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The reference's audit log: same logger, same levels, same text. Beside it {@code klamm.audit.file}. */
final class AuditLog implements Closeable {
  private static final int ASKED_ALLOWED = 1;
  private static final int ASKED_DENIED = 2;
  private static final int UNASKED = 4;

  private final Logger log = LoggerFactory.getLogger("kafka.authorizer.logger");
  private final AuditFile file;
  private final String node;
  private volatile String role;

  /** @param file may be null; closed with this */
  AuditLog(AuditFile file, String node) {
    this.file = file;
    this.node = node;
  }

  void started(String asRole) {
    role = asRole;
  }

  /**
   * Which decisions leave a trace at present; only of these is it worth asking why. To be asked once a request, for
   * {@link #wants}.
   */
  int levels() {
    int levels = 0;
    if (file != null || log.isDebugEnabled()) {
      levels |= ASKED_ALLOWED;
    }
    if (file != null || log.isInfoEnabled()) {
      levels |= ASKED_DENIED;
    }
    return log.isTraceEnabled() ? levels | UNASKED : levels;
  }

  static boolean wants(int levels, Action action, boolean allowed) {
    if (!asked(action, allowed)) {
      return (levels & UNASKED) != 0;
    }
    return (levels & (allowed ? ASKED_ALLOWED : ASKED_DENIED)) != 0;
  }

  private static boolean asked(Action action, boolean allowed) {
    return allowed ? action.logIfAllowed() : action.logIfDenied();
  }

  void write(AuthorizableRequestContext context, Action action, boolean allowed, Rule rule) {
    record(context, action, allowed, rule);
    if (!asked(action, allowed)) {
      if (log.isTraceEnabled()) {
        log.trace(line(context, action, allowed, rule));
      }
    } else if (allowed) {
      if (log.isDebugEnabled()) {
        log.debug(line(context, action, true, rule));
      }
    } else if (log.isInfoEnabled()) {
      log.info(line(context, action, false, rule));
    }
  }

  /** For the file only. */
  void record(AuthorizableRequestContext context, Action action, boolean allowed, Rule rule) {
    if (file != null && asked(action, allowed)) {
      file.offer(new AuditRecord(node, role, context, action, allowed, rule));
    }
  }

  /** Decisions that the file does not tell of but by their number. */
  long lost() {
    return file == null ? 0 : file.queue.lost();
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }

  private static String line(AuthorizableRequestContext context, Action action, boolean allowed, Rule rule) {
    ResourcePattern resource = action.resourcePattern();
    return "Principal = " + context.principal().getPrincipalType() + ":" + context.principal().getName() + " is "
        + (allowed ? "Allowed" : "Denied") + " operation = " + action.operation() + " from host = "
        + context.clientAddress().getHostAddress() + " on resource = " + capitalised(resource.resourceType().name())
        + ":" + resource.patternType() + ":" + resource.name() + " for request = "
        + AuditRecord.apiName(context.requestType()) + " with resourceRefCount = " + action.resourceReferenceCount()
        + " based on rule " + rule;
  }

  /** TRANSACTIONAL_ID: TransactionalId. */
  private static String capitalised(String constant) {
    StringBuilder text = new StringBuilder();
    for (String word : constant.split("_")) {
      text.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return text.toString();
  }
}

package io.klamm.kafka;

import java.util.Locale;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The reference's audit log: same logger, same levels, same text. */
final class AuditLog {
  private final Logger log = LoggerFactory.getLogger("kafka.authorizer.logger");

  /** Whether a decision on the action leaves a line; only then is it worth asking why. */
  boolean wants(Action action, boolean allowed) {
    if (allowed) {
      return action.logIfAllowed() ? log.isDebugEnabled() : log.isTraceEnabled();
    }
    return action.logIfDenied() ? log.isInfoEnabled() : log.isTraceEnabled();
  }

  void write(AuthorizableRequestContext context, Action action, boolean allowed, Rule rule) {
    String line = line(context, action, allowed, rule);
    if (!allowed && action.logIfDenied()) {
      log.info(line);
    } else if (allowed && action.logIfAllowed()) {
      log.debug(line);
    } else {
      log.trace(line);
    }
  }

  private static String line(AuthorizableRequestContext context, Action action, boolean allowed, Rule rule) {
    ResourcePattern resource = action.resourcePattern();
    return "Principal = " + context.principal().getPrincipalType() + ":" + context.principal().getName() + " is "
        + (allowed ? "Allowed" : "Denied") + " operation = " + action.operation() + " from host = "
        + context.clientAddress().getHostAddress() + " on resource = " + capitalised(resource.resourceType().name())
        + ":" + resource.patternType() + ":" + resource.name() + " for request = " + request(context.requestType())
        + " with resourceRefCount = " + action.resourceReferenceCount() + " based on rule " + rule;
  }

  /** TRANSACTIONAL_ID: TransactionalId. */
  private static String capitalised(String constant) {
    StringBuilder text = new StringBuilder();
    for (String word : constant.split("_")) {
      text.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return text.toString();
  }

  /** An id that this Kafka does not know is no reason to fail. */
  private static String request(int id) {
    return ApiKeys.hasId(id) ? ApiKeys.forId(id).name : "Request" + id;
  }
}

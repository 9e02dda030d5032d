package io.klamm.kafka;

import java.net.InetAddress;
import java.time.Instant;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.RequestContext;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;

/** One decision, as {@code klamm.audit.file} tells it: what the request's thread can take along cheaply. */
final class AuditRecord {
  final boolean allowed;
  final long time = System.currentTimeMillis();
  private final String node;
  private final String role;
  private final String principalType;
  private final String principalName;
  private final InetAddress address;
  private final String listener;
  private final String clientId;
  private final int api;
  private final Boolean forwarded;
  private final AclOperation operation;
  private final ResourcePattern resource;
  private final int references;
  private final Rule rule;

  /** @param role null before the node has started */
  AuditRecord(
      String node, String role, AuthorizableRequestContext context, Action action, boolean allowed, Rule rule) {
    this.node = node;
    this.role = role;
    this.allowed = allowed;
    this.rule = rule;
    principalType = context.principal().getPrincipalType();
    principalName = context.principal().getName();
    address = context.clientAddress();
    listener = context.listenerName();
    clientId = context.clientId();
    api = context.requestType();
    forwarded = forwarded(context);
    operation = action.operation();
    resource = action.resourcePattern();
    references = action.resourceReferenceCount();
  }

  /** Of a request that a broker took out of an envelope Kafka knows no port. Null: this is no request of Kafka's. */
  private static Boolean forwarded(AuthorizableRequestContext context) {
    return context instanceof RequestContext ? !((RequestContext) context).clientPort.isPresent() : null;
  }

  /** Decisions of the same key differ in time, in the host, the client and the request only. */
  String key() {
    return (node + ' ' + role + ' ' + operation + ' ' + resource.resourceType() + ' ' + principalType.length() + ' '
        + principalName.length() + ' ' + principalType + principalName + resource.name());
  }

  String line() {
    return json().text();
  }

  /** @param count of decisions with the same key, this being the first of them, until that time */
  String line(long count, long until) {
    return json().field("repeated", count).field("until", Instant.ofEpochMilli(until).toString()).text();
  }

  private Json json() {
    Json json = new Json()
                    .field("time", Instant.ofEpochMilli(time).toString())
                    .field("verdict", allowed ? "ALLOWED" : "DENIED")
                    .field("principal", principalType + ":" + principalName)
                    .field("host", address.getHostAddress())
                    .field("operation", operation.name())
                    .field("resourceType", resource.resourceType().name())
                    .field("resourceName", resource.name())
                    .field("references", references)
                    .field("rule", rule.name());
    if (rule.acl() != null) {
      json.field("acl", rule.acl().toString());
    }
    if (rule.why() != null) {
      json.field("why", rule.why()).field("as", rule.as());
    }
    json.field("api", apiName(api)).field("clientId", clientId).field("listener", listener);
    if (forwarded != null) {
      json.field("forwarded", forwarded);
    }
    return json.field("node", node).field("role", role);
  }

  /** An id that this Kafka does not know is no reason to fail. */
  static String apiName(int id) {
    return ApiKeys.hasId(id) ? ApiKeys.forId(id).name : "Request" + id;
  }
}

package io.klamm.kafka.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.metadata.authorizer.StandardAcl;

/** The sets of ACLs that are measured. */
final class Acls {
  private final Map<Uuid, StandardAcl> acls = new LinkedHashMap<>();

  private void add(ResourceType type, PatternType pattern, String name, String principal, String host,
      AclPermissionType permission) {
    acls.put(new Uuid(1, acls.size() + 1),
        new StandardAcl(type, name, pattern, principal, host, AclOperation.READ, permission));
  }

  private void allow(PatternType pattern, String name, String principal) {
    add(ResourceType.TOPIC, pattern, name, principal, "*", AclPermissionType.ALLOW);
  }

  static Map<Uuid, StandardAcl> literals(int names) {
    Acls set = new Acls();
    for (int i = 0; i < names; i++) {
      set.allow(PatternType.LITERAL, "topic-" + i, "User:alice");
    }
    return set.acls;
  }

  static Map<Uuid, StandardAcl> prefixes(int names) {
    Acls set = new Acls();
    for (int i = 0; i < names; i++) {
      set.allow(PatternType.PREFIXED, String.format("team-%04d.", i), "User:alice");
    }
    return set.acls;
  }

  /** All on the literal {@code *}, for other principals than alice. */
  static Map<Uuid, StandardAcl> star(int entries) {
    Acls set = new Acls();
    for (int i = 0; i < entries; i++) {
      set.allow(PatternType.LITERAL, "*", "User:u" + i);
    }
    return set.acls;
  }

  /** As many, spread over the topics. */
  static Map<Uuid, StandardAcl> spread(int entries, int topics) {
    Acls set = new Acls();
    for (int i = 0; i < entries; i++) {
      set.allow(PatternType.LITERAL, "topic-" + i % topics, "User:u" + i);
    }
    return set.acls;
  }

  /** As many IPv4 ranges as hosts of one topic's entries. */
  static Map<Uuid, StandardAcl> ranges(int entries) {
    Acls set = new Acls();
    for (int i = 0; i < entries; i++) {
      set.add(ResourceType.TOPIC, PatternType.LITERAL, "topic-0", "User:alice", "10." + i + ".0.0/16",
          AclPermissionType.ALLOW);
    }
    return set.acls;
  }

  /**
   * The shape of Kafka's own benchmark: so many resources of so many entries, a tenth of them groups, a fifth prefixed,
   * a fifth of the entries with a DENY beside them, and on the literal {@code *} a tenth as many entries as resources,
   * each for a host of its own.
   */
  static Map<Uuid, StandardAcl> large(int resources, int entries) {
    Acls set = new Acls();
    for (int i = 0; i < resources; i++) {
      ResourceType type = i % 10 == 0 ? ResourceType.GROUP : ResourceType.TOPIC;
      PatternType pattern = i % 5 == 0 ? PatternType.PREFIXED : PatternType.LITERAL;
      for (int j = 0; j < entries; j++) {
        set.add(type, pattern, "resource-" + i, "User:test" + j, "*", AclPermissionType.ALLOW);
        if ((i + j) % 5 == 0) {
          set.add(type, pattern, "resource-" + i, "User:test" + j, "*", AclPermissionType.DENY);
        }
      }
    }
    for (int i = 0; i < resources / 10; i++) {
      set.add(ResourceType.TOPIC, PatternType.LITERAL, "*", "User:test", "127.0." + i / 250 + "." + i % 250,
          AclPermissionType.ALLOW);
    }
    return set.acls;
  }
}

package io.klamm.kafka;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.metadata.authorizer.StandardAcl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stored ACLs that no principal can match, since theirs is not {@code Type:name}: kept, never applied, and said so. */
final class Unparsable {
  private static final Logger LOG = LoggerFactory.getLogger(Unparsable.class);

  private final Map<Uuid, StandardAcl> acls = new LinkedHashMap<>();

  private static boolean holds(StandardAcl acl) {
    return acl.principal().indexOf(':') < 0;
  }

  synchronized void replace(Map<Uuid, StandardAcl> all) {
    acls.keySet().retainAll(all.keySet());
    all.forEach(this::add);
  }

  synchronized void add(Uuid id, StandardAcl acl) {
    if (holds(acl) && acls.put(id, acl) == null) {
      LOG.error("The stored ACL {} matches nothing: its principal is not `Type:name`.{}", acl,
          acl.permissionType() == AclPermissionType.DENY ? " IT WAS MEANT TO DENY." : "");
    }
  }

  synchronized void remove(Uuid id) {
    acls.remove(id);
  }

  synchronized int count() {
    return acls.size();
  }

  synchronized List<String> list() {
    List<String> texts = new ArrayList<>();
    acls.values().forEach(acl -> texts.add(acl.toString()));
    return texts;
  }
}

package io.klamm.kafka;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.metadata.authorizer.StandardAcl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stored ACLs that cannot be understood and allow nothing: each is logged once. */
final class Unparsable {
  private static final Logger LOG = LoggerFactory.getLogger(Unparsable.class);
  private static final int LOGGED = 1000;

  private final Engine engine;
  private final Set<StandardAcl> logged = new HashSet<>();
  private long known;

  Unparsable(Engine engine) {
    this.engine = engine;
  }

  /** To be called after every change of the ACLs; what goes wrong here must not look as if the change had. */
  synchronized void look() {
    try {
      logNew();
    } catch (RuntimeException e) {
      LOG.warn("The stored ACLs cannot be looked through for those that cannot be understood.", e);
    }
  }

  private void logNew() {
    long now = engine.statistics().malformed;
    if (now > known) {
      for (StandardAcl acl : Listing.malformed(engine)) {
        if (logged.size() < LOGGED && logged.add(acl)) {
          LOG.error("The stored ACL {} cannot be understood and allows nothing.{}", acl,
              acl.permissionType() == AclPermissionType.ALLOW ? "" : " IT MAY BE MEANT TO DENY MORE THAN IT DOES.");
        }
      }
    }
    known = now;
  }

  List<String> list() {
    List<String> texts = new ArrayList<>();
    Listing.malformed(engine).forEach(acl -> texts.add(acl.toString()));
    return texts;
  }
}

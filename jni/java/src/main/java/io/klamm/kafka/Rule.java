package io.klamm.kafka;

import org.apache.kafka.metadata.authorizer.StandardAcl;

/** Why a decision fell, in the reference's words. */
final class Rule {
  static final Rule SUPER_USER = new Rule("SuperUser", null);
  static final Rule DEFAULT_ALLOW = new Rule("DefaultAllow", null);
  static final Rule DEFAULT_DENY = new Rule("DefaultDeny", null);
  /** The library gave no decision that can be used. */
  static final Rule NO_DECISION = new Rule("NoDecision", null);

  private final String name;
  private final StandardAcl acl;

  private Rule(String name, StandardAcl acl) {
    this.name = name;
    this.acl = acl;
  }

  static Rule matching(StandardAcl acl) {
    return new Rule(null, acl);
  }

  @Override
  public String toString() {
    return acl == null ? name : "MatchingAcl(acl=" + acl + ")";
  }
}

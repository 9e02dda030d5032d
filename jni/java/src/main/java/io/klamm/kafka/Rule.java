package io.klamm.kafka;

import org.apache.kafka.metadata.authorizer.StandardAcl;

/** Why a decision fell, in the reference's words. */
final class Rule {
  static final Rule SUPER_USER = new Rule("SuperUser", null);
  static final Rule DEFAULT_ALLOW = new Rule("DefaultAllow", null);
  static final Rule DEFAULT_DENY = new Rule("DefaultDeny", null);
  /** Kafka's own authorizer decided, and does not say why. */
  static final Rule OF_STANDARD = new Rule("StandardAuthorizer", null);
  /** The library gave no decision that can be used. */
  static final Rule NO_DECISION = new Rule("NoDecision", null);

  private final String name;
  private final StandardAcl acl;

  private Rule(String name, StandardAcl acl) {
    this.name = name;
    this.acl = acl;
  }

  static Rule matching(StandardAcl acl) {
    return new Rule("MatchingAcl", acl);
  }

  String name() {
    return name;
  }

  /** The one that decided, or null. */
  StandardAcl acl() {
    return acl;
  }

  @Override
  public String toString() {
    return acl == null ? name : name + "(acl=" + acl + ")";
  }
}

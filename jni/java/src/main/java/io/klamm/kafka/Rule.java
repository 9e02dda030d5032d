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
  private final String why;
  private final String as;

  private Rule(String name, StandardAcl acl) {
    this(name, acl, null, null);
  }

  private Rule(String name, StandardAcl acl, String why, String as) {
    this.name = name;
    this.acl = acl;
    this.why = why;
    this.as = as;
  }

  static Rule matching(StandardAcl acl) {
    return new Rule("MatchingAcl", acl);
  }

  /**
   * @param why the statement that decided, or why none did
   * @param as the ARN of whom the principal plays
   */
  static Rule ofPolicies(String name, String why, String as) {
    return new Rule(name, null, why, as);
  }

  String name() {
    return name;
  }

  /** The one that decided, or null. */
  StandardAcl acl() {
    return acl;
  }

  /** Of a decision by policies, else null. */
  String why() {
    return why;
  }

  String as() {
    return as;
  }

  @Override
  public String toString() {
    if (why != null) {
      return name + "(" + why + (as.isEmpty() ? "" : ", as=" + as) + ")";
    }
    return acl == null ? name : name + "(acl=" + acl + ")";
  }
}

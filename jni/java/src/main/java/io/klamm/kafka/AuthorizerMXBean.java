package io.klamm.kafka;

import java.util.List;

/** What an authorizer shows over JMX, under {@code klamm:type=authorizer,node-id=…,role=…}. */
public interface AuthorizerMXBean {
  String getVersion();

  long getAllowedTotal();

  long getDeniedTotal();

  /** Requests that were denied because the library gave no decision. */
  long getFailuresTotal();

  /** Decisions that {@code klamm.audit.file} does not tell of but by their number. */
  long getAuditLostTotal();

  /** Whether others than super users are judged. */
  boolean isReady();

  /** Changes of the ACLs that are known but not applied; the node is not ready meanwhile. */
  int getPendingUpdates();

  long getAcls();

  /** Stored ACLs that cannot be understood and allow nothing. */
  List<String> getUnparsableAcls();

  long getUnparsableAclCount();

  /** Reserved from the system; the JVM's own tracking of native memory does not see it. */
  long getNativeBytes();

  /** Of superseded snapshots that a reader still holds. */
  long getRetiredBytes();

  /** How long the last load took to build. */
  double getLoadMillis();

  /** SHA-256 of the policies in force and of what else decides upon them: the same on all nodes, or some lag behind. */
  String getIamPolicyHash();

  /** Changes of the policies that were put in force. */
  long getIamReloadsTotal();

  /** Changes of the policies that were refused. */
  long getIamReloadFailuresTotal();

  /** Why the policies as they are on disk are not in force; empty if they are. */
  String getIamRefusal();

  long getIamStatements();

  /** Roles and users that something is attached to. */
  long getIamIdentities();

  /** Principals of this cluster that play a role or user. */
  long getIamPrincipals();

  /** Callers that are kept prepared. */
  long getIamCallers();

  long getIamCallersPreparedTotal();

  /** Requests that StandardAuthorizer judged too (klamm.compare). */
  long getComparedTotal();

  long getMismatchesTotal();

  /** The first 100 mismatches, a JSON object each. */
  List<String> getMismatches();
}

package io.klamm.kafka;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.metadata.authorizer.StandardAcl;

/** ACLs and their filters as the frame holds them. */
final class AclFrames {
  private AclFrames() {
  }

  static void put(Frame frame, Uuid id, StandardAcl acl) {
    frame.putLong(id.getMostSignificantBits());
    frame.putLong(id.getLeastSignificantBits());
    frame.putByte(acl.resourceType().code());
    frame.putByte(acl.patternType().code());
    frame.putByte(acl.operation().code());
    frame.putByte(acl.permissionType().code());
    frame.putText(acl.resourceName());
    frame.putText(acl.principal());
    frame.putText(acl.host());
  }

  /** Without its id. */
  static StandardAcl get(Frame frame) {
    ResourceType type = ResourceType.fromCode(frame.getByte());
    PatternType pattern = PatternType.fromCode(frame.getByte());
    AclOperation operation = AclOperation.fromCode(frame.getByte());
    AclPermissionType permission = AclPermissionType.fromCode(frame.getByte());
    String name = frame.getText();
    String principal = frame.getText();
    String host = frame.getText();
    return new StandardAcl(type, name, pattern, principal, host, operation, permission);
  }

  static void put(Frame frame, AclBindingFilter filter) {
    ResourcePatternFilter pattern = filter.patternFilter();
    AccessControlEntryFilter entry = filter.entryFilter();
    frame.putByte(pattern.resourceType().code());
    frame.putByte(pattern.patternType().code());
    frame.putByte(entry.operation().code());
    frame.putByte(entry.permissionType().code());
    putOptional(frame, pattern.name());
    putOptional(frame, entry.principal());
    putOptional(frame, entry.host());
  }

  private static void putOptional(Frame frame, String text) {
    frame.putByte(text == null ? 0 : 1);
    frame.putText(text == null ? "" : text);
  }
}

package org.apache.kafka.controller;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.metadata.AccessControlEntryRecord;
import org.apache.kafka.common.metadata.RemoveAccessControlEntryRecord;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.metadata.authorizer.AclMutator;
import org.apache.kafka.metadata.authorizer.AuthorizerUnderTest;
import org.apache.kafka.metadata.authorizer.StandardAcl;
import org.apache.kafka.server.authorizer.AclCreateResult;
import org.apache.kafka.server.authorizer.AclDeleteResult;
import org.apache.kafka.server.common.ApiMessageAndVersion;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * Changes of ACLs by the controller's own rules, in force at once in the authorizer under test. Stands in for the class
 * of this name in the test jars of 4.3, which calls the controller as it was then.
 */
public class MockAclMutator implements AclMutator {
  private final AuthorizerUnderTest authorizer;
  private final AclControlManager controller = new AclControlManager.Builder().build();

  public MockAclMutator(AuthorizerUnderTest authorizer) {
    this.authorizer = authorizer;
  }

  @Override
  public synchronized CompletableFuture<List<AclCreateResult>> createAcls(
      ControllerRequestContext context, List<AclBinding> bindings) {
    return applied(controller.createAcls(bindings, MetadataVersion.latestProduction()));
  }

  @Override
  public synchronized CompletableFuture<List<AclDeleteResult>> deleteAcls(
      ControllerRequestContext context, List<AclBindingFilter> filters) {
    return applied(controller.deleteAcls(filters));
  }

  private <T> CompletableFuture<T> applied(ControllerResult<T> result) {
    for (ApiMessageAndVersion record : result.records()) {
      ApiMessage message = record.message();
      if (message instanceof AccessControlEntryRecord) {
        AccessControlEntryRecord added = (AccessControlEntryRecord) message;
        controller.replay(added);
        authorizer.addAcl(added.id(), StandardAcl.fromRecord(added));
      } else {
        RemoveAccessControlEntryRecord removed = (RemoveAccessControlEntryRecord) message;
        controller.replay(removed);
        authorizer.removeAcl(removed.id());
      }
    }
    return CompletableFuture.completedFuture(result.response());
  }
}

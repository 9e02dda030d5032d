package org.apache.kafka.metadata.authorizer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizationResult;

/**
 * What Kafka's test classes see in place of StandardAuthorizer. Counts the calls that only the library can have
 * answered, into the file {@code klamm.reach} when the JVM ends. {@code -Dklamm.planted=deny} plants a bug: DENY
 * entries are ignored. Four hooks that look into the stock class stay stock.
 */
public class AuthorizerUnderTest extends Klamm {
  private static final boolean PLANTED = "deny".equals(System.getProperty("klamm.planted"));
  private static final LongAdder REACHED = new LongAdder();
  private Map<String, ?> configs = Map.of();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(AuthorizerUnderTest::report));
  }

  private static void report() {
    try {
      Files.writeString(Path.of(System.getProperty("klamm.reach")), REACHED.sum() + "\n", StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void configure(Map<String, ?> given) {
    configs = given;
    super.configure(given);
  }

  @Override
  public List<AuthorizationResult> authorize(AuthorizableRequestContext context, List<Action> actions) {
    List<AuthorizationResult> results = super.authorize(context, actions);
    if (!superUsers().contains(context.principal().toString())) {
      REACHED.increment();
    }
    return results;
  }

  @Override
  public Iterable<AclBinding> acls(AclBindingFilter filter) {
    Iterable<AclBinding> found = super.acls(filter);
    REACHED.increment();
    return found;
  }

  @Override
  public void loadSnapshot(Map<Uuid, StandardAcl> acls) {
    Map<Uuid, StandardAcl> kept = new HashMap<>(acls);
    kept.values().removeIf(AuthorizerUnderTest::ignored);
    super.loadSnapshot(kept);
  }

  @Override
  public void addAcl(Uuid id, StandardAcl acl) {
    if (!ignored(acl)) {
      super.addAcl(id, acl);
      REACHED.increment();
    }
  }

  private static boolean ignored(StandardAcl acl) {
    return PLANTED && acl.permissionType() == AclPermissionType.DENY;
  }

  Set<String> superUsers() {
    return StandardAuthorizer.getConfiguredSuperUsers(configs);
  }

  AuthorizationResult defaultResult() {
    return StandardAuthorizer.getDefaultResult(configs);
  }

  static Set<String> getConfiguredSuperUsers(Map<String, ?> given) {
    return StandardAuthorizer.getConfiguredSuperUsers(given);
  }

  static AuthorizationResult getDefaultResult(Map<String, ?> given) {
    return StandardAuthorizer.getDefaultResult(given);
  }
}

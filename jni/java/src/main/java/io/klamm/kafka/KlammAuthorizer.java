package io.klamm.kafka;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.Endpoint;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizerNotReadyException;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.metadata.authorizer.AclMutator;
import org.apache.kafka.metadata.authorizer.ClusterMetadataAuthorizer;
import org.apache.kafka.metadata.authorizer.StandardAcl;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizationResult;
import org.apache.kafka.server.authorizer.AuthorizerServerInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides as Kafka's StandardAuthorizer does, upon the ACLs of the metadata log, or as MSK's IAM access control does, upon
 * policies ({@code klamm.mode}), in native code. Loads on Kafka 3.9 and later:
 *
 * <pre>authorizer.class.name=io.klamm.kafka.KlammAuthorizer</pre>
 *
 * A node with both roles has two of these. Any thread may ask; the ACLs are fed by one.
 */
public class KlammAuthorizer implements ClusterMetadataAuthorizer {
  private static final Logger LOG = LoggerFactory.getLogger(KlammAuthorizer.class);
  static final String ALLOW_EVERYONE = "allow.everyone.if.no.acl.found";

  private final StartGate gate = new StartGate();
  final Tally tally = new Tally();
  Engine engine;
  Unparsable unparsable;
  Feed feed;
  AuditLog audit;
  /** Null unless {@code klamm.mode} says that policies count. */
  Policies policies;
  /** Null unless {@code klamm.compare} is set. */
  Comparison comparison;
  private Node node;
  private Bean bean;
  private Principals principals;
  private Decider decider;
  private boolean correctedByResourceType;
  private volatile AclMutator mutator;
  private volatile boolean loaded;
  /** Between {@link #configure} and {@link #close}; before and after everything is denied. */
  private volatile boolean open;

  // ---- life ---------------------------------------------------------------------------------------------------------

  /** @throws RuntimeException if a setting is wrong or the library cannot be loaded; the broker then does not start */
  @Override
  public void configure(Map<String, ?> configs) {
    Settings settings = Settings.of(configs);
    SuperUsers superUsers = SuperUsers.configured(configs);
    boolean allowEveryone = isTrue(configs.get(ALLOW_EVERYONE));
    KafkaVersion kafka = KafkaVersion.running();
    NativeLibrary.load(settings);

    node = Node.of(configs);
    NodeGate.check(configs, settings, kafka);
    correctedByResourceType = settings.string(Settings.BY_RESOURCE_TYPE).equals("corrected");
    engine = new Engine(allowEveryone, kafka.hostRanges(), correctedByResourceType,
        settings.number(Settings.NATIVE_MEMORY), settings.mode());
    policies = settings.byIam() ? new Policies(settings, engine) : null;
    unparsable = new Unparsable(engine);
    audit = new AuditLog(settings.string(Settings.AUDIT_FILE) == null ? null : AuditFile.open(settings), node.id());
    decider = new Decider(engine, audit, tally);
    principals = new Principals(superUsers);
    if (settings.string(Settings.COMPARE).equals("standard")) {
      comparison = new Comparison(configs, settings, new OursCompared());
    }
    feed = new Feed(engine, unparsable, comparison);
    open = true;
    settings.unknown.forEach(key -> LOG.warn("Unknown key {}.", key));
    if (!kafka.known()) {
      LOG.warn("Kafka's version `{}` is not understood; hosts of ACLs are taken literally, as up to 4.3.", kafka.text);
    }
    LOG.info("klamm {} on Kafka {}: super.users={}, {}={}, {}={}", NativeLibrary.version(), kafka.text, superUsers,
        ALLOW_EVERYONE, allowEveryone, Settings.MODE, settings.string(Settings.MODE));
  }

  private static boolean isTrue(Object value) {
    return value != null && Boolean.parseBoolean(value.toString().trim());
  }

  @Override
  public Map<Endpoint, ? extends CompletionStage<Void>> start(AuthorizerServerInfo server) {
    String role = node.role(server);
    audit.started(role);
    bean = Bean.register(node.id(), role, this);
    return gate.futures(server);
  }

  /** Ends it; what is asked afterwards is denied. */
  @Override
  public synchronized void close() {
    boolean wasOpen = open;
    open = false;
    gate.close();
    if (bean != null) {
      bean.unregister();
    }
    if (comparison != null) {
      comparison.close();
    }
    if (policies != null) {
      policies.close();
    }
    if (feed != null) {
      feed.close();
      engine.close();
    }
    if (wasOpen) {
      audit.close();
    }
  }

  // ---- decisions ----------------------------------------------------------------------------------------------------

  @Override
  public List<AuthorizationResult> authorize(AuthorizableRequestContext context, List<Action> actions) {
    int count = actions.size();
    if (count == 0) {
      return new ArrayList<>();
    }
    checkLiteral(actions);
    if (!open) {
      tally.denied.add(count);
      return Collections.nCopies(count, AuthorizationResult.DENIED);
    }
    Principals.Entry principal = principals.of(context.principal());
    if (principal.superUser) {
      return allowAll(context, actions);
    }
    if (!ready()) {
      throw new AuthorizerNotReadyException();
    }
    List<AuthorizationResult> results = comparison == null || !comparison.enforces()
        ? decider.authorize(context, principal, actions)
        : enforced(context, actions);
    tally.count(results);
    if (comparison != null) {
      comparison.offer(context, actions);
    }
    return results;
  }

  private List<AuthorizationResult> enforced(AuthorizableRequestContext context, List<Action> actions) {
    List<AuthorizationResult> results = comparison.enforce(context, actions);
    for (int i = 0; i < actions.size(); i++) {
      audit.record(context, actions.get(i), results.get(i) == AuthorizationResult.ALLOWED, Rule.OF_STANDARD);
    }
    return results;
  }

  private final class OursCompared implements Comparison.Ours {
    @Override
    public List<AuthorizationResult> authorize(AuthorizableRequestContext context, List<Action> silent) {
      return decider.authorize(context, principals.of(context.principal()), silent);
    }

    @Override
    public long version() {
      return feed.version();
    }
  }

  long allowedTotal() {
    return tally.allowed.sum();
  }

  long deniedTotal() {
    return tally.denied.sum();
  }

  private static void checkLiteral(List<Action> actions) {
    for (Action action : actions) {
      PatternType pattern = action.resourcePattern().patternType();
      if (pattern != PatternType.LITERAL) {
        throw new IllegalArgumentException("Only literal resources are supported. Got: " + pattern);
      }
    }
  }

  private List<AuthorizationResult> allowAll(AuthorizableRequestContext context, List<Action> actions) {
    int levels = audit.levels();
    for (int i = 0; levels != 0 && i < actions.size(); i++) {
      if (AuditLog.wants(levels, actions.get(i), true)) {
        audit.write(context, actions.get(i), true, Rule.SUPER_USER);
      }
    }
    tally.allowed.add(actions.size());
    return actions.size() == 1 ? Decider.ALLOWED : Collections.nCopies(actions.size(), AuthorizationResult.ALLOWED);
  }

  @Override
  public AuthorizationResult authorizeByResourceType(
      AuthorizableRequestContext context, AclOperation operation, ResourceType type) {
    checkConcrete(operation, type);
    if (comparison != null && comparison.enforces() && ready()) {
      return comparison.enforceByResourceType(context, operation, type);
    }
    List<Action> probe = correctedByResourceType ? Collections.emptyList() : probe(operation, type);
    if (authorize(context, probe).contains(AuthorizationResult.ALLOWED)) {
      return AuthorizationResult.ALLOWED;
    }
    if (!open) {
      return AuthorizationResult.DENIED;
    }
    Principals.Entry principal = principals.of(context.principal());
    if (principal.superUser) {
      return AuthorizationResult.ALLOWED;
    }
    if (!ready()) {
      throw new AuthorizerNotReadyException();
    }
    boolean allowed = decider.authorizeByResourceType(context, principal, operation, type);
    return allowed ? AuthorizationResult.ALLOWED : AuthorizationResult.DENIED;
  }

  /** The reference asks for this very name first, and its audit log tells. */
  private static List<Action> probe(AclOperation operation, ResourceType type) {
    ResourcePattern resource = new ResourcePattern(type, "hardcode", PatternType.LITERAL);
    return Collections.singletonList(new Action(operation, resource, 0, true, false));
  }

  private static void checkConcrete(AclOperation operation, ResourceType type) {
    if (type == ResourceType.ANY || type == ResourceType.UNKNOWN) {
      throw new IllegalArgumentException("Must specify a resource type that is one of a kind, not " + type);
    }
    if (operation == AclOperation.ANY || operation == AclOperation.UNKNOWN) {
      throw new IllegalArgumentException("Must specify an operation that is one of a kind, not " + operation);
    }
  }

  /** Whether others than super users are judged. */
  boolean ready() {
    return open && loaded && feed.current();
  }

  // ---- the ACLs -----------------------------------------------------------------------------------------------------

  @Override
  public void loadSnapshot(Map<Uuid, StandardAcl> acls) {
    feed.load(acls);
  }

  @Override
  public void addAcl(Uuid id, StandardAcl acl) {
    feed.add(id, acl);
  }

  @Override
  public void removeAcl(Uuid id) {
    feed.remove(id);
  }

  @Override
  public void completeInitialLoad() {
    if (comparison != null) {
      comparison.completeInitialLoad();
    }
    loaded = true;
    LOG.info("Completed the initial load of the ACLs.");
    gate.complete();
  }

  @Override
  public void completeInitialLoad(Exception e) {
    if (!gate.initialLoad().isDone()) {
      LOG.error("The initial load of the ACLs failed.", e);
      gate.fail(e);
    }
  }

  @Override
  public Iterable<AclBinding> acls(AclBindingFilter filter) {
    List<AclBinding> bindings = new ArrayList<>();
    Listing.matching(engine, filter).forEach(acl -> bindings.add(acl.toBinding()));
    return bindings;
  }

  @Override
  public int aclCount() {
    return (int) engine.statistics().acls;
  }

  @Override
  public void setAclMutator(AclMutator aclMutator) {
    mutator = aclMutator;
  }

  @Override
  public AclMutator aclMutatorOrException() {
    AclMutator present = mutator;
    if (present == null) {
      throw new NotControllerException("The current node is not the active controller.");
    }
    return present;
  }
}

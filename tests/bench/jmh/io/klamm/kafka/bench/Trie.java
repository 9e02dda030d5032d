package io.klamm.kafka.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.Endpoint;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.metadata.authorizer.AclMutator;
import org.apache.kafka.metadata.authorizer.ClusterMetadataAuthorizer;
import org.apache.kafka.metadata.authorizer.StandardAcl;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizationResult;
import org.apache.kafka.server.authorizer.AuthorizerServerInfo;

/**
 * What an index does for an authorizer that stays in Java: a hash table of literal names, a tree of prefixes, and per
 * pattern the operations by principal and host. Without metrics, audit log, ranges of hosts, explanations, or one state
 * of the ACLs for a whole request. A peer, not a plug-in.
 */
public final class Trie implements ClusterMetadataAuthorizer {
  private static final String ANY_PRINCIPAL = "User:*";
  private static final String ANY = "*";

  /** Bits of operations, by {@code principal} and then by {@code host}; never changed once it is in an index. */
  private static final class Pattern {
    private static final int DENY = 16;
    private final Map<String, Map<String, Integer>> grants;

    private Pattern(Map<String, Map<String, Integer>> grants) {
      this.grants = grants;
    }

    private int bits(String principal, String host) {
      return ofPrincipal(principal, host) | ofPrincipal(ANY_PRINCIPAL, host);
    }

    private int ofPrincipal(String principal, String host) {
      Map<String, Integer> hosts = grants.get(principal);
      return hosts == null ? 0 : hosts.getOrDefault(host, 0) | hosts.getOrDefault(ANY, 0);
    }

    private static int bit(StandardAcl acl) {
      return 1 << acl.operation().code() + (acl.permissionType() == AclPermissionType.ALLOW ? 0 : DENY);
    }

    private static Pattern with(Pattern old, StandardAcl acl, boolean more) {
      Map<String, Map<String, Integer>> grants = old == null ? new HashMap<>() : new HashMap<>(old.grants);
      Map<String, Integer> hosts = new HashMap<>(grants.getOrDefault(acl.principal(), Collections.emptyMap()));
      int bits = hosts.getOrDefault(acl.host(), 0);
      hosts.put(acl.host(), more ? bits | bit(acl) : bits & ~bit(acl));
      grants.put(acl.principal(), hosts);
      return new Pattern(grants);
    }

    /** Before it is in an index. */
    private void fill(StandardAcl acl) {
      grants.computeIfAbsent(acl.principal(), key -> new HashMap<>()).merge(acl.host(), bit(acl), (a, b) -> a | b);
    }
  }

  private static final class Node {
    private final Map<Character, Node> next = new ConcurrentHashMap<>(2);
    private volatile Pattern here;

    private Node descend(String name) {
      Node node = this;
      for (int i = 0; i < name.length(); i++) {
        node = node.next.computeIfAbsent(name.charAt(i), key -> new Node());
      }
      return node;
    }
  }

  private static final class Index {
    private final Map<String, Pattern> literals = new ConcurrentHashMap<>();
    private final Node prefixes = new Node();

    private Pattern get(StandardAcl acl) {
      return acl.patternType() == PatternType.LITERAL ? literals.get(acl.resourceName())
                                                      : prefixes.descend(acl.resourceName()).here;
    }

    private void put(StandardAcl acl, Pattern pattern) {
      if (acl.patternType() == PatternType.LITERAL) {
        literals.put(acl.resourceName(), pattern);
      } else {
        prefixes.descend(acl.resourceName()).here = pattern;
      }
    }
  }

  private volatile Map<ResourceType, Index> indexes = empty();
  private final Map<Uuid, StandardAcl> byId = new ConcurrentHashMap<>();
  private String superUser;

  private static Map<ResourceType, Index> empty() {
    Map<ResourceType, Index> indexes = new EnumMap<>(ResourceType.class);
    for (ResourceType type : ResourceType.values()) {
      indexes.put(type, new Index());
    }
    return indexes;
  }

  @Override
  public void configure(Map<String, ?> configs) {
    superUser = String.valueOf(configs.get("super.users"));
  }

  @Override
  public List<AuthorizationResult> authorize(AuthorizableRequestContext context, List<Action> actions) {
    String principal = context.principal().getPrincipalType() + ":" + context.principal().getName();
    if (principal.equals(superUser)) {
      return Collections.nCopies(actions.size(), AuthorizationResult.ALLOWED);
    }
    String host = context.clientAddress().getHostAddress();
    List<AuthorizationResult> results = new ArrayList<>(actions.size());
    for (Action action : actions) {
      results.add(decide(principal, host, action));
    }
    return results;
  }

  private AuthorizationResult decide(String principal, String host, Action action) {
    Index index = indexes.get(action.resourcePattern().resourceType());
    String name = action.resourcePattern().name();
    int bits = bits(index.literals.get(name), principal, host) | bits(index.literals.get(ANY), principal, host);
    Node node = index.prefixes;
    for (int i = 0; node != null; i++) {
      bits |= bits(node.here, principal, host);
      node = i < name.length() ? node.next.get(name.charAt(i)) : null;
    }
    int asked = 1 << action.operation().code() | 1 << AclOperation.ALL.code();
    boolean allowed = (bits >> Pattern.DENY & asked) == 0 && (bits & (asked | implying(action.operation()))) != 0;
    return allowed ? AuthorizationResult.ALLOWED : AuthorizationResult.DENIED;
  }

  private static int bits(Pattern pattern, String principal, String host) {
    return pattern == null ? 0 : pattern.bits(principal, host);
  }

  private static int implying(AclOperation operation) {
    switch (operation) {
      case DESCRIBE:
        return 1 << AclOperation.READ.code() | 1 << AclOperation.WRITE.code() | 1 << AclOperation.DELETE.code()
            | 1 << AclOperation.ALTER.code();
      case DESCRIBE_CONFIGS:
        return 1 << AclOperation.ALTER_CONFIGS.code();
      default:
        return 0;
    }
  }

  @Override
  public synchronized void loadSnapshot(Map<Uuid, StandardAcl> acls) {
    Map<ResourceType, Index> fresh = empty();
    acls.values().forEach(acl -> {
      Index index = fresh.get(acl.resourceType());
      Pattern pattern = index.get(acl);
      if (pattern == null) {
        pattern = new Pattern(new HashMap<>());
        index.put(acl, pattern);
      }
      pattern.fill(acl);
    });
    byId.clear();
    byId.putAll(acls);
    indexes = fresh;
  }

  @Override
  public synchronized void addAcl(Uuid id, StandardAcl acl) {
    byId.put(id, acl);
    Index index = indexes.get(acl.resourceType());
    index.put(acl, Pattern.with(index.get(acl), acl, true));
  }

  @Override
  public synchronized void removeAcl(Uuid id) {
    StandardAcl acl = byId.remove(id);
    Index index = indexes.get(acl.resourceType());
    index.put(acl, Pattern.with(index.get(acl), acl, false));
  }

  @Override
  public Iterable<AclBinding> acls(AclBindingFilter filter) {
    Collection<AclBinding> found = new ArrayList<>();
    for (StandardAcl acl : byId.values()) {
      AclBinding binding = acl.toBinding();
      if (filter.matches(binding)) {
        found.add(binding);
      }
    }
    return found;
  }

  @Override
  public int aclCount() {
    return byId.size();
  }

  @Override
  public Map<Endpoint, ? extends CompletionStage<Void>> start(AuthorizerServerInfo server) {
    Map<Endpoint, CompletableFuture<Void>> started = new HashMap<>();
    server.endpoints().forEach(endpoint -> started.put(endpoint, CompletableFuture.completedFuture(null)));
    return started;
  }

  @Override
  public void setAclMutator(AclMutator mutator) {
  }

  @Override
  public AclMutator aclMutatorOrException() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void completeInitialLoad() {
  }

  @Override
  public void completeInitialLoad(Exception e) {
  }

  @Override
  public void close() {
  }
}

package io.klamm.kafka;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.metadata.authorizer.StandardAcl;
import org.apache.kafka.server.authorizer.Action;

/**
 * A small world whose ACLs and requests meet often: names that are prefixes of each other, few principals, few hosts.
 */
final class Universe {
  private static final List<String> STEMS = Arrays.asList("a", "ab", "abc", "orders", "orders.", "orders.v1", "hard",
      "hardcode", "h", "x", "x-y", "_", "Ω", "Ωmega", "日本", "日本.eu", "😀", "😀.x");
  private static final List<String> LETTERS =
      Arrays.asList("a", "b", "c", "o", ".", "-", "_", "0", "9", "Z", "é", "ж", "😀");
  private static final List<String> PRINCIPALS = Arrays.asList("User:alice", "User:bob", "User:Alice",
      "User:CN=a b,O=c", "User:a:b", "Group:alice", "Group:*", "User:ANONYMOUS", "Role:", "User:ünï");
  private static final List<String> HOSTS = Arrays.asList("10.0.0.1", "10.0.0.77", "192.168.255.3", "0:0:0:0:0:0:0:1",
      "::1", "localhost", "fe80:0:0:0:0:0:0:1", "2001:db8:0:0:0:0:0:5", "10.0.0.0/8", "10.0.0.76/31", "10.0.0.1/32",
      "0.0.0.0/0", "10.0.0.0/08", "::/0", "2001:db8::/32", "fe80::/10", "2001:db8::5/128", "host1", "10.0.0.0/33",
      "10.0.0/24", "/8", "10.0.0.0/", "2001:db8::/129");
  private static final List<String> BAD_RANGES = HOSTS.subList(HOSTS.size() - 5, HOSTS.size());
  private static final List<String> ADDRESSES = Arrays.asList("10.0.0.1", "10.0.0.77", "10.255.0.76", "192.168.255.3",
      "0.0.0.0", "255.255.255.255", "::1", "fe80::1", "2001:db8::5", "2001:db9::5");
  private static final List<ResourceType> TYPES =
      Arrays.asList(ResourceType.TOPIC, ResourceType.TOPIC, ResourceType.TOPIC, ResourceType.GROUP,
          ResourceType.CLUSTER, ResourceType.TRANSACTIONAL_ID, ResourceType.DELEGATION_TOKEN, ResourceType.USER);

  private final Random random;
  private final List<String> names = new ArrayList<>();
  private final List<AclOperation> operations = new ArrayList<>();

  Universe(Random random) {
    this.random = random;
    for (int i = 0; i < 24; i++) {
      StringBuilder name = new StringBuilder(of(STEMS));
      for (int more = random.nextInt(4); more > 0; more--) {
        name.append(of(LETTERS));
      }
      names.add(name.toString());
    }
    for (AclOperation operation : AclOperation.values()) {
      if (operation != AclOperation.ANY && operation != AclOperation.UNKNOWN) {
        operations.add(operation);
      }
    }
  }

  /** What Klamm does not understand and lists last; up to 4.3 a bad range is an ordinary host. */
  static boolean isOdd(AclBinding binding) {
    return BAD_RANGES.contains(binding.entry().host()) || binding.entry().operation() == AclOperation.UNKNOWN
        || binding.entry().permissionType() == AclPermissionType.UNKNOWN;
  }

  private <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  /** Some of an unknown permission, which denies, and some that deny an unknown operation. */
  StandardAcl acl() {
    boolean any = chance(6);
    AclPermissionType permission = chance(4) ? AclPermissionType.DENY : AclPermissionType.ALLOW;
    AclOperation operation = chance(6) ? AclOperation.ALL : of(operations);
    if (chance(60)) {
      permission = AclPermissionType.UNKNOWN;
    } else if (permission == AclPermissionType.DENY && chance(40)) {
      operation = AclOperation.UNKNOWN;
    }
    return new StandardAcl(of(TYPES), any ? "*" : of(names),
        any && !chance(8) || chance(2) ? PatternType.LITERAL : PatternType.PREFIXED,
        chance(4) ? "User:*" : of(PRINCIPALS), chance(2) ? "*" : of(HOSTS), operation, permission);
  }

  Action action() {
    AclOperation operation = chance(200) ? AclOperation.UNKNOWN : chance(50) ? AclOperation.ALL : of(operations);
    String name = of(names);
    if (chance(3)) {
      name += of(LETTERS);
    } else if (chance(40)) {
      name = chance(2) ? "*" : "";
    }
    return new Action(operation, new ResourcePattern(of(TYPES), name, PatternType.LITERAL), random.nextInt(3),
        !chance(3), !chance(3));
  }

  KafkaPrincipal principal() {
    String text = chance(30) ? "User:root" : of(PRINCIPALS);
    int colon = text.indexOf(':');
    String type = text.substring(0, colon);
    String name = text.substring(colon + 1);
    return chance(8) ? new Subclass(type, name) : new KafkaPrincipal(type, name);
  }

  /** Says that it is somebody else; it is judged as who it is. */
  private static final class Subclass extends KafkaPrincipal {
    private Subclass(String type, String name) {
      super(type, name);
    }

    @Override
    public String toString() {
      return "User:root";
    }
  }

  InetAddress address() {
    try {
      return InetAddress.getByName(of(ADDRESSES));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  AclOperation operation() {
    return of(operations);
  }

  ResourceType type() {
    return of(TYPES);
  }

  AclBindingFilter filter() {
    PatternType pattern =
        of(Arrays.asList(PatternType.ANY, PatternType.MATCH, PatternType.LITERAL, PatternType.PREFIXED));
    return new AclBindingFilter(new ResourcePatternFilter(chance(2) ? ResourceType.ANY : of(TYPES),
                                    chance(3)       ? null
                                        : chance(6) ? "*"
                                                    : of(names),
                                    pattern),
        new AccessControlEntryFilter(chance(3) ? of(PRINCIPALS) : null, chance(4) ? of(HOSTS) : null,
            chance(2) ? AclOperation.ANY : of(operations),
            of(Arrays.asList(AclPermissionType.ANY, AclPermissionType.ALLOW, AclPermissionType.DENY))));
  }
}

package io.klamm.kafka;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.ClusterResource;
import org.apache.kafka.common.Endpoint;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.metadata.authorizer.StandardAcl;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizationResult;
import org.apache.kafka.server.authorizer.AuthorizerServerInfo;

/** What the tests build authorizers and requests of. */
final class Fixture {
  /** Empty: the jar's. */
  private static String library = System.getProperty("klamm.test.library", "");

  private Fixture() {
  }

  /** For all authorizers of this class loader. */
  static void library(String path) {
    library = path;
  }

  static KlammAuthorizer configured(String... keysAndValues) {
    Map<String, String> configs = new HashMap<>();
    configs.put("node.id", "1");
    configs.put("super.users", "User:root");
    configs.put("controller.listener.names", "CONTROLLER");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      configs.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    if (!library.isEmpty()) {
      configs.put(Settings.NATIVE_PATH, library);
    }
    KlammAuthorizer authorizer = new KlammAuthorizer();
    authorizer.configure(configs);
    return authorizer;
  }

  static KlammAuthorizer loaded(Map<Uuid, StandardAcl> acls, String... keysAndValues) {
    KlammAuthorizer authorizer = configured(keysAndValues);
    authorizer.loadSnapshot(acls);
    authorizer.completeInitialLoad();
    return authorizer;
  }

  static Uuid id(long number) {
    return new Uuid(1, number);
  }

  static StandardAcl acl(PatternType pattern, String name, String principal, AclPermissionType permission) {
    return new StandardAcl(ResourceType.TOPIC, name, pattern, principal, "*", AclOperation.READ, permission);
  }

  static Map<Uuid, StandardAcl> acls(StandardAcl... acls) {
    Map<Uuid, StandardAcl> map = new LinkedHashMap<>();
    for (StandardAcl acl : acls) {
      map.put(id(map.size() + 1), acl);
    }
    return map;
  }

  static Action read(String topic) {
    return new Action(
        AclOperation.READ, new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL), 1, true, true);
  }

  static Context context(String user) {
    try {
      return new Context(new KafkaPrincipal("User", user), InetAddress.getByName("10.0.0.1"));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  static boolean allows(KlammAuthorizer authorizer, String user, String topic) {
    return authorizer.authorize(context(user), Collections.singletonList(read(topic))).get(0)
        == AuthorizationResult.ALLOWED;
  }

  static List<Action> reads(Iterable<String> topics) {
    List<Action> actions = new ArrayList<>();
    topics.forEach(topic -> actions.add(read(topic)));
    return actions;
  }

  static AuthorizerServerInfo server(Collection<String> early, String... listeners) {
    List<Endpoint> endpoints = new ArrayList<>();
    for (String listener : listeners) {
      endpoints.add(new Endpoint(listener, SecurityProtocol.SASL_PLAINTEXT, "127.0.0.1", 9000 + endpoints.size()));
    }
    return new AuthorizerServerInfo() {
      @Override
      public ClusterResource clusterResource() {
        return new ClusterResource("cluster");
      }

      @Override
      public int brokerId() {
        return 1;
      }

      @Override
      public Collection<Endpoint> endpoints() {
        return endpoints;
      }

      @Override
      public Endpoint interBrokerEndpoint() {
        return endpoints.get(0);
      }

      @Override
      public Collection<String> earlyStartListeners() {
        return early;
      }
    };
  }
}

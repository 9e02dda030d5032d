package io.klamm.kafka.bench;

import java.net.InetAddress;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.ClusterResource;
import org.apache.kafka.common.Endpoint;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.metadata.authorizer.ClusterMetadataAuthorizer;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizerServerInfo;

/** Who is measured, made ready as a broker does it: metrics on where this Kafka has them. */
final class Candidates {
  private Candidates() {
  }

  static ClusterMetadataAuthorizer start(String name) throws Exception {
    ClusterMetadataAuthorizer authorizer =
        (ClusterMetadataAuthorizer) Class.forName(className(name)).getConstructor().newInstance();
    Map<String, Object> configs = new HashMap<>();
    configs.put("super.users", "User:admin");
    configs.put("node.id", "1");
    authorizer.configure(configs);
    if (monitorable() != null && monitorable().isInstance(authorizer)) {
      Object metrics = Class.forName("org.apache.kafka.common.metrics.internals.PluginMetricsImpl")
                           .getConstructor(Metrics.class, Map.class)
                           .newInstance(new Metrics(), Collections.singletonMap("role", "broker"));
      monitorable()
          .getMethod("withPluginMetrics", Class.forName("org.apache.kafka.common.metrics.PluginMetrics"))
          .invoke(authorizer, metrics);
    }
    authorizer.start(new Server());
    return authorizer;
  }

  private static String className(String name) {
    switch (name) {
      case "standard":
        return "org.apache.kafka.metadata.authorizer.StandardAuthorizer";
      case "klamm":
        return monitorable() == null ? "io.klamm.kafka.KlammAuthorizer" : "io.klamm.kafka.KlammMonitorableAuthorizer";
      case "trie":
        return "io.klamm.kafka.bench.Trie";
      default:
        throw new IllegalArgumentException(name);
    }
  }

  private static Class<?> monitorable() {
    try {
      return Class.forName("org.apache.kafka.common.metrics.Monitorable");
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  private static final class Server implements AuthorizerServerInfo {
    private final Endpoint endpoint = new Endpoint("BROKER", SecurityProtocol.SASL_PLAINTEXT, "127.0.0.1", 9092);

    @Override
    public ClusterResource clusterResource() {
      return new ClusterResource("c");
    }

    @Override
    public int brokerId() {
      return 1;
    }

    @Override
    public Collection<Endpoint> endpoints() {
      return Collections.singletonList(endpoint);
    }

    @Override
    public Endpoint interBrokerEndpoint() {
      return endpoint;
    }

    @Override
    public Collection<String> earlyStartListeners() {
      return Collections.emptyList();
    }
  }

  static AuthorizableRequestContext context(String principal, byte[] address) throws Exception {
    return new Context(new KafkaPrincipal("User", principal), InetAddress.getByAddress(address));
  }

  private static final class Context implements AuthorizableRequestContext {
    private final KafkaPrincipal principal;
    private final InetAddress address;

    private Context(KafkaPrincipal principal, InetAddress address) {
      this.principal = principal;
      this.address = address;
    }

    @Override
    public String listenerName() {
      return "BROKER";
    }

    @Override
    public SecurityProtocol securityProtocol() {
      return SecurityProtocol.SASL_PLAINTEXT;
    }

    @Override
    public KafkaPrincipal principal() {
      return principal;
    }

    @Override
    public InetAddress clientAddress() {
      return address;
    }

    @Override
    public int requestType() {
      return 3;
    }

    @Override
    public int requestVersion() {
      return 9;
    }

    @Override
    public String clientId() {
      return "bench";
    }

    @Override
    public int correlationId() {
      return 7;
    }
  }
}

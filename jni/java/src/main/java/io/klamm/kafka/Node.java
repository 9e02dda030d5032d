package io.klamm.kafka;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.Endpoint;
import org.apache.kafka.server.authorizer.AuthorizerServerInfo;

/**
 * Whose authorizer this is. A node with both roles has one for each, and both are configured alike: the listeners tell
 * them apart.
 */
final class Node {
  private final String id;
  private final Set<String> controllerListeners;

  private Node(String id, Set<String> controllerListeners) {
    this.id = id;
    this.controllerListeners = controllerListeners;
  }

  static Node of(Map<String, ?> configs) {
    Set<String> listeners = new HashSet<>();
    for (String name : text(configs, "controller.listener.names").split(",")) {
      listeners.add(name.trim());
    }
    return new Node(text(configs, "node.id").trim(), listeners);
  }

  private static String text(Map<String, ?> configs, String key) {
    Object value = configs.get(key);
    return value == null ? "" : value.toString();
  }

  String id() {
    return id.isEmpty() ? "-1" : id;
  }

  String role(AuthorizerServerInfo server) {
    for (Endpoint endpoint : server.endpoints()) {
      if (!controllerListeners.contains(endpoint.listenerName().orElse(""))) {
        return "broker";
      }
    }
    return "controller";
  }
}

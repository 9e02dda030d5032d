package io.klamm.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.Endpoint;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.server.authorizer.AuthorizerServerInfo;

/**
 * Which listeners may open before the ACLs are there: those of {@code early.start.listeners} at once, the others after
 * the first load.
 */
final class StartGate {
  private final CompletableFuture<Void> initialLoad = new CompletableFuture<>();

  Map<Endpoint, CompletableFuture<Void>> futures(AuthorizerServerInfo server) {
    Map<Endpoint, CompletableFuture<Void>> futures = new HashMap<>();
    for (Endpoint endpoint : server.endpoints()) {
      boolean early = server.earlyStartListeners().contains(endpoint.listenerName().orElse(""));
      futures.put(endpoint, early ? CompletableFuture.completedFuture(null) : initialLoad);
    }
    return futures;
  }

  CompletableFuture<Void> initialLoad() {
    return initialLoad;
  }

  boolean open() {
    return initialLoad.isDone() && !initialLoad.isCompletedExceptionally();
  }

  void complete() {
    initialLoad.complete(null);
  }

  void fail(Exception e) {
    initialLoad.completeExceptionally(e);
  }

  void close() {
    fail(new TimeoutException("The authorizer was closed before the initial load could complete."));
  }
}

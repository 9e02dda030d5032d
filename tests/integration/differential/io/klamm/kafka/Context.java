package io.klamm.kafka;

import java.net.InetAddress;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;

/** A request's context, as a broker would hand it over. */
final class Context implements AuthorizableRequestContext {
  private final KafkaPrincipal principal;
  private final InetAddress address;

  Context(KafkaPrincipal principal, InetAddress address) {
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
    return "differential";
  }

  @Override
  public int correlationId() {
    return 7;
  }

  @Override
  public String toString() {
    return principal.getPrincipalType() + ":" + principal.getName() + " from " + address.getHostAddress();
  }
}

package io.klamm.kafka;

import org.apache.kafka.common.requests.RequestContext;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;

/**
 * How a request came from its client, as the frame has it. A request that a broker passed on shows its controller the
 * broker's listener, not the client's; there only {@link KlammPrincipalBuilder} knows.
 */
final class Transport {
  static final int UNKNOWN = 0;
  static final int PLAIN = 1;
  static final int SECURE = 2;

  private Transport() {
  }

  static int of(AuthorizableRequestContext context) {
    SecurityProtocol carried = Origins.of(context.principal());
    if (carried != null) {
      return of(carried);
    }
    // Of a request that was taken out of an envelope Kafka knows no port.
    boolean direct = context instanceof RequestContext && ((RequestContext) context).clientPort.isPresent();
    return direct ? of(context.securityProtocol()) : UNKNOWN;
  }

  private static int of(SecurityProtocol protocol) {
    return protocol == SecurityProtocol.SSL || protocol == SecurityProtocol.SASL_SSL ? SECURE : PLAIN;
  }
}

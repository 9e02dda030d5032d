package io.klamm.kafka;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.security.auth.kerberos.KerberosPrincipal;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.security.auth.AuthenticationContext;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.security.auth.KafkaPrincipalBuilder;
import org.apache.kafka.common.security.auth.KafkaPrincipalSerde;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.security.authenticator.DefaultKafkaPrincipalBuilder;
import org.apache.kafka.common.security.kerberos.KerberosShortNamer;
import org.apache.kafka.common.security.ssl.SslPrincipalMapper;

/**
 * Builds the principals that Kafka's own builder builds, and tells the controller of a forwarded request by which
 * security protocol its client came: the envelope shows the broker's listener only, so that {@code aws:SecureTransport}
 * is not known there otherwise. To be set on every node; a node without it takes these principals all the same, and
 * knows what it knew.
 *
 * <pre>principal.builder.class=io.klamm.kafka.KlammPrincipalBuilder</pre>
 *
 * Kafka makes one for each connection.
 */
public final class KlammPrincipalBuilder implements KafkaPrincipalBuilder, KafkaPrincipalSerde, Configurable {
  private static final String SSL_RULES = "ssl.principal.mapping.rules";
  private static final String KERBEROS_RULES = "sasl.kerberos.principal.to.local.rules";

  /** Behind the principal as Kafka writes it, which ends in a zero byte: a version, the protocol's id, this. */
  private static final int MAGIC = 0x6b6c6d6f;
  private static final byte VERSION = 1;
  private static final int TRAILER = Byte.BYTES + Short.BYTES + Integer.BYTES;

  private DefaultKafkaPrincipalBuilder builder = new DefaultKafkaPrincipalBuilder(null, null);
  private volatile SecurityProtocol protocol;

  @Override
  public void configure(Map<String, ?> configs) {
    Object ssl = configs.get(SSL_RULES);
    SslPrincipalMapper mapper = SslPrincipalMapper.fromRules(ssl == null ? "DEFAULT" : ssl.toString());
    builder = new DefaultKafkaPrincipalBuilder(shortNamer(configs.get(KERBEROS_RULES)), mapper);
  }

  private static KerberosShortNamer shortNamer(Object rules) {
    if (!(rules instanceof List)) {
      return null;
    }
    String realm;
    try {
      realm = new KerberosPrincipal("tmp", 1).getRealm();
    } catch (RuntimeException e) {
      realm = ""; // no Kerberos here
    }
    @SuppressWarnings("unchecked") List<String> list = (List<String>) rules;
    return KerberosShortNamer.fromUnparsedRules(realm == null ? "" : realm, list);
  }

  @Override
  public KafkaPrincipal build(AuthenticationContext context) {
    protocol = context.securityProtocol();
    return builder.build(context);
  }

  @Override
  public byte[] serialize(KafkaPrincipal principal) {
    byte[] written = builder.serialize(principal);
    SecurityProtocol used = protocol;
    if (used == null) {
      return written;
    }
    return ByteBuffer.allocate(written.length + TRAILER)
        .put(written)
        .put(VERSION)
        .putShort(used.id)
        .putInt(MAGIC)
        .array();
  }

  @Override
  public KafkaPrincipal deserialize(byte[] bytes) {
    int end = bytes.length - TRAILER;
    ByteBuffer trailer = end < 0 ? null : ByteBuffer.wrap(bytes, end, TRAILER).slice();
    if (trailer == null || trailer.getInt(TRAILER - Integer.BYTES) != MAGIC) {
      return builder.deserialize(bytes);
    }
    KafkaPrincipal principal = builder.deserialize(Arrays.copyOf(bytes, end));
    SecurityProtocol used = trailer.get() == VERSION ? protocolOf(trailer.getShort()) : null;
    if (used != null) {
      Origins.put(principal, used);
    }
    return principal;
  }

  /** Null for one that this Kafka does not know. */
  private static SecurityProtocol protocolOf(short id) {
    for (SecurityProtocol each : SecurityProtocol.values()) {
      if (each.id == id) {
        return each;
      }
    }
    return null;
  }
}

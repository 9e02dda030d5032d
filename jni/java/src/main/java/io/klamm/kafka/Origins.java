package io.klamm.kafka;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.security.auth.SecurityProtocol;

/**
 * Which security protocol the clients of forwarded principals used. Kept beside the principals, by identity and as long
 * as they live: a principal of a class of its own would not equal those of Kafka's (delegation tokens, the anonymous
 * user). Of the JVM, since Kafka makes a builder for each connection and tells the authorizer of none.
 */
final class Origins {
  private static final ReferenceQueue<KafkaPrincipal> GONE = new ReferenceQueue<>();
  private static final ConcurrentHashMap<Key, SecurityProtocol> KNOWN = new ConcurrentHashMap<>();

  private static final class Key extends WeakReference<KafkaPrincipal> {
    private final int hash;

    private Key(KafkaPrincipal principal, ReferenceQueue<KafkaPrincipal> queue) {
      super(principal, queue);
      hash = System.identityHashCode(principal);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      if (this == other) {
        return true;
      }
      KafkaPrincipal mine = get();
      return other instanceof Key && mine != null && mine == ((Key) other).get();
    }
  }

  private Origins() {
  }

  static void put(KafkaPrincipal principal, SecurityProtocol protocol) {
    for (Reference<?> gone = GONE.poll(); gone != null; gone = GONE.poll()) {
      KNOWN.remove((Key) gone);
    }
    KNOWN.put(new Key(principal, GONE), protocol);
  }

  /** Null if nobody said. */
  static SecurityProtocol of(KafkaPrincipal principal) {
    return KNOWN.isEmpty() ? null : KNOWN.get(new Key(principal, null));
  }

  /** How many are kept. */
  static int size() {
    return KNOWN.size();
  }
}

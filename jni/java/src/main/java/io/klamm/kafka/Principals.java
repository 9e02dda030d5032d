package io.klamm.kafka;

import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.kafka.common.security.auth.KafkaPrincipal;

/**
 * What is computed once per principal object: its bytes and whether it is a super user. Keyed by identity, since a
 * forwarded request brings a new object each time and subclasses may call different principals equal. Weak and of a
 * fixed size: a slot is overwritten by the next principal that falls on it.
 */
final class Principals {
  private static final int SLOTS = 4096;

  private final AtomicReferenceArray<Entry> slots = new AtomicReferenceArray<>(SLOTS);
  private final SuperUsers superUsers;

  Principals(SuperUsers superUsers) {
    this.superUsers = superUsers;
  }

  Entry of(KafkaPrincipal principal) {
    if (principal.getClass() != KafkaPrincipal.class) {
      return new Entry(principal, superUsers); // of another class: it may change its mind
    }
    int slot = System.identityHashCode(principal) & SLOTS - 1;
    Entry entry = slots.getPlain(slot);
    if (entry == null || entry.get() != principal) {
      entry = new Entry(principal, superUsers);
      slots.setRelease(slot, entry);
    }
    return entry;
  }

  static final class Entry extends WeakReference<KafkaPrincipal> {
    final boolean superUser;
    /**
     * An ACL's principal ends its type at the first colon, so a type with a colon in it is nobody that an ACL can name:
     * empty.
     */
    private final byte[] name;
    private Subject last;

    private Entry(KafkaPrincipal principal, SuperUsers superUsers) {
      super(principal);
      String type = principal.getPrincipalType();
      String name = principal.getName();
      superUser = superUsers.contains(type, name);
      this.name = Text.encoded(type.indexOf(':') < 0 ? type + ':' + name : "");
    }

    /**
     * The principal and the host, as {@link Frame#putText} writes them. A connection keeps its two objects, so the last
     * answer is mostly the next one.
     */
    byte[] subject(InetAddress address) {
      Subject known = last;
      if (known == null || known.address != address) {
        known = new Subject(address, name);
        last = known;
      }
      return known.encoded;
    }
  }

  private static final class Subject {
    private final InetAddress address;
    private final byte[] encoded;

    private Subject(InetAddress address, byte[] principal) {
      byte[] host = Text.encoded(address.getHostAddress());
      this.address = address;
      encoded = Arrays.copyOf(principal, principal.length + host.length);
      System.arraycopy(host, 0, encoded, principal.length, host.length);
    }
  }
}

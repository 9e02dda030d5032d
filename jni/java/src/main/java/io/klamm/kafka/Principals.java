package io.klamm.kafka;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.kafka.common.security.auth.KafkaPrincipal;

/**
 * What is computed once per principal object: its bytes and whether it is a super user. Keyed by identity, since a forwarded request brings a new object
 * each time and subclasses may call different principals equal. Weak and of a fixed size: a slot is overwritten by the next principal that falls on it.
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
     * `Type:name` as {@link Frame#putText} writes it. An ACL's principal ends its type at the first colon, so a type with a colon in it is nobody that
     * an ACL can name: empty.
     */
    final byte[] encoded;

    private Entry(KafkaPrincipal principal, SuperUsers superUsers) {
      super(principal);
      String type = principal.getPrincipalType();
      String name = principal.getName();
      superUser = superUsers.contains(type, name);
      encoded = Text.encoded(type.indexOf(':') < 0 ? type + ':' + name : "");
    }
  }
}

package io.klamm.kafka;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.security.auth.KafkaPrincipal;

/** The principals of {@code super.users}: allowed everything, before any ACL is loaded. */
final class SuperUsers {
  static final String KEY = "super.users";

  private final Set<String> names;

  private SuperUsers(Set<String> names) {
    this.names = names;
  }

  /** @throws IllegalArgumentException if an entry is not {@code Type:name}; the broker then does not start */
  static SuperUsers configured(Map<String, ?> configs) {
    Object value = configs.get(KEY);
    if (value == null) {
      return new SuperUsers(Collections.emptySet());
    }
    Set<String> names = new LinkedHashSet<>();
    for (String entry : value.toString().split(";")) {
      String name = entry.trim();
      if (name.isEmpty()) {
        continue;
      }
      if (name.indexOf(':') < 0) {
        throw new IllegalArgumentException(KEY + ": expected `Type:name`, got `" + name + "`");
      }
      names.add(name);
    }
    return new SuperUsers(names);
  }

  /** By type and name only: a subclass of KafkaPrincipal cannot become a super user by what it prints. */
  boolean contains(String type, String name) {
    return !names.isEmpty() && names.contains(type + ':' + name);
  }

  boolean contains(KafkaPrincipal principal) {
    return contains(principal.getPrincipalType(), principal.getName());
  }

  @Override
  public String toString() {
    return String.join(",", names);
  }
}

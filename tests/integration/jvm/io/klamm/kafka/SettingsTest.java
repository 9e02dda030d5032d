package io.klamm.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static Settings with(String... keysAndValues) {
    Map<String, String> configs = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      configs.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return Settings.of(configs);
  }

  @Test
  @DisplayName("Kafka's own keys are no concern of ours")
  void foreign() {
    assertEquals(0, with("num.io.threads", "8", "node.id", "1").number(Settings.NATIVE_MEMORY));
  }

  @Test
  @DisplayName("an unknown key refuses, and passes where it is asked to warn")
  void unknown() {
    assertThrows(ConfigException.class, () -> with("klamm.colour", "red"));
    assertEquals(
        Collections.singletonList("klamm.colour"), with("klamm.colour", "red", Settings.UNKNOWN_KEYS, "warn").unknown);
  }

  @Test
  @DisplayName("a misspelt key refuses in any case and names the right one")
  void misspelt() {
    ConfigException refusal =
        assertThrows(ConfigException.class, () -> with("klamm.compere", "standard", Settings.UNKNOWN_KEYS, "warn"));
    assertTrue(refusal.getMessage().contains("`klamm.compare`"), refusal.getMessage());
  }

  @Test
  @DisplayName("values out of their range refuse")
  void ranges() {
    assertThrows(ConfigException.class, () -> with(Settings.COMPARE_SAMPLE, "0"));
    assertThrows(ConfigException.class, () -> with(Settings.COMPARE, "yes"));
    assertThrows(ConfigException.class, () -> with(Settings.NATIVE_MEMORY, "-1"));
  }

  @Test
  @DisplayName("policies need a mode, a cluster and no comparison; keys without effect refuse")
  void modes() {
    String[] iam = {Settings.IAM_POLICIES, "/p", Settings.IAM_CLUSTER_ARN, "arn:aws:kafka:r:111122223333:cluster/c/u-1"};
    assertEquals(Native.BY_ACLS, with().mode());
    assertThrows(ConfigException.class, () -> with(iam));
    assertThrows(ConfigException.class, () -> with(Settings.MODE, "iam"));
    assertThrows(ConfigException.class, () -> with(Settings.MODE, "iam", iam[0], iam[1]));
    assertThrows(ConfigException.class, () -> with(Settings.MODE, "both", iam[0], iam[1], iam[2], iam[3]));
    assertThrows(ConfigException.class,
        () -> with(Settings.MODE, "acl+iam", Settings.COMPARE, "standard", iam[0], iam[1], iam[2], iam[3]));
    assertEquals(Native.BY_IAM, with(Settings.MODE, "iam", iam[0], iam[1], iam[2], iam[3]).mode());
    assertEquals(Native.BY_IAM + Native.BY_ACLS + Native.EXACT_BY_RESOURCE_TYPE + Native.CREATE_ON_CLUSTER,
        with(Settings.MODE, "acl+iam", Settings.IAM_BY_RESOURCE_TYPE, "exact", Settings.IAM_CREATE, "cluster", iam[0],
            iam[1], iam[2], iam[3])
            .mode());
  }

  @Test
  @DisplayName("super users are split at semicolons, trimmed, and must be Type:name")
  void superUsers() {
    SuperUsers users = SuperUsers.configured(Collections.singletonMap(SuperUsers.KEY, " User:CN=a b,O=c ;; User:a:b;"));
    assertTrue(users.contains("User", "CN=a b,O=c") && users.contains("User", "a:b"));
    assertTrue(!users.contains("User", "A:b") && !users.contains("user", "a:b"));
    assertThrows(
        IllegalArgumentException.class, () -> SuperUsers.configured(Collections.singletonMap(SuperUsers.KEY, "alice")));
  }

  @Test
  @DisplayName("the running Kafka's version tells whether hosts may be ranges")
  void kafkaVersions() {
    for (String text : new String[] {"4.4.0", "4.4.0-rc3", "4.10.1", "5.0.0", "8.4.0-ccs"}) {
      assertTrue(KafkaVersion.parse(text).hostRanges(), text);
    }
    for (String text :
        new String[] {"4.3.1", "3.9.2", "7.9.0-ccs", "8.1.0-ce", "4.3.1-inkless", "", "latest", "99999.1"}) {
      assertTrue(!KafkaVersion.parse(text).hostRanges(), text);
    }
    assertTrue(!KafkaVersion.parse("latest").known());
  }
}

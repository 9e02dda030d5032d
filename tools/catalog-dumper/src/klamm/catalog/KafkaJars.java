package klamm.catalog;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;

/** Where the versions from 2.8 to 4.4 keep their definitions: they moved from Scala objects to static Java members. */
final class KafkaJars {
  private KafkaJars() {}

  static ConfigDef broker() {
    return (ConfigDef) first("the broker's ConfigDef", "org.apache.kafka.server.config.AbstractKafkaConfig:CONFIG_DEF", "kafka.server.KafkaConfig$:configDef");
  }

  static ConfigDef topic() {
    return (ConfigDef) first("the topics' ConfigDef", "org.apache.kafka.storage.internals.log.LogConfig:configDefCopy", "kafka.log.LogConfig$:configDefCopy");
  }

  /** Broker keys that can be changed while it runs; the rest is read-only. */
  @SuppressWarnings("unchecked")
  static Map<String, String> updateModes() {
    return (Map<String, String>) first("the update modes", "org.apache.kafka.server.config.DynamicBrokerConfig:dynamicConfigUpdateModes",
        "kafka.server.DynamicBrokerConfig$:dynamicConfigUpdateModes");
  }

  /** Topic key to the broker key that is its default. */
  static Map<String, String> topicSynonyms() {
    Object found = first("the topics' synonyms", "org.apache.kafka.server.config.ServerTopicConfigSynonyms:TOPIC_CONFIG_SYNONYMS",
        "kafka.log.LogConfig$:TopicConfigSynonyms");
    Map<String, String> synonyms = new TreeMap<>();
    if (found instanceof Map<?, ?> map) {
      map.forEach((topic, broker) -> synonyms.put((String) topic, (String) broker));
    } else {
      scalaPairs(found, synonyms);
    }
    return synonyms;
  }

  /** By reader. `peers`: Streams and Connect too, whose jars must be there then. */
  static Map<String, ConfigDef> clients(boolean peers) {
    Map<String, ConfigDef> clients = new LinkedHashMap<>();
    clients.put("producer", (ConfigDef) first("the producer's", "org.apache.kafka.clients.producer.ProducerConfig:CONFIG"));
    clients.put("consumer", (ConfigDef) first("the consumer's", "org.apache.kafka.clients.consumer.ConsumerConfig:CONFIG"));
    clients.put("admin", (ConfigDef) first("the admin client's", "org.apache.kafka.clients.admin.AdminClientConfig:CONFIG"));
    if (peers) {
      clients.put("streams", (ConfigDef) first("that of Streams", "org.apache.kafka.streams.StreamsConfig:CONFIG"));
      clients.put("connect", connect());
    }
    return clients;
  }

  private static ConfigDef connect() {
    String config = "org.apache.kafka.connect.runtime.distributed.DistributedConfig";
    try {
      Class<?> crypto = Class.forName("org.apache.kafka.connect.runtime.distributed.Crypto");
      Method method = Class.forName(config).getDeclaredMethod("config", crypto);
      method.setAccessible(true);
      return (ConfigDef) method.invoke(null, crypto.getField("SYSTEM").get(null));
    } catch (ReflectiveOperationException broken) {
      throw new IllegalStateException(config, broken);
    }
  }

  /** The first of `class:member` that exists: a static field, a static method, or a method of a Scala object (`$`). */
  private static Object first(String what, String... places) {
    for (String place : places) {
      String[] parts = place.split(":");
      try {
        Object value = member(Class.forName(parts[0]), parts[1]);
        if (value != null) {
          return value;
        }
      } catch (ClassNotFoundException | NoSuchMethodException absent) {
        continue;
      } catch (ReflectiveOperationException broken) {
        throw new IllegalStateException(what + ": " + place, broken);
      }
    }
    throw new IllegalStateException("not found in these jars: " + what);
  }

  private static Object member(Class<?> holder, String name) throws ReflectiveOperationException {
    if (!holder.getName().endsWith("$")) {
      try {
        Field field = holder.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(null);
      } catch (NoSuchFieldException method) {
        return call(holder, null, name);
      }
    }
    return call(holder, holder.getField("MODULE$").get(null), name);
  }

  private static Object call(Class<?> holder, Object object, String name) throws ReflectiveOperationException {
    Method method = holder.getDeclaredMethod(name);
    method.setAccessible(true);
    return method.invoke(object);
  }

  private static void scalaPairs(Object map, Map<String, String> into) {
    try {
      Object pairs = map.getClass().getMethod("iterator").invoke(map);
      Class<?> iterator = Class.forName("scala.collection.Iterator");
      Class<?> pair = Class.forName("scala.Tuple2");
      while ((boolean) iterator.getMethod("hasNext").invoke(pairs)) {
        Object next = iterator.getMethod("next").invoke(pairs);
        into.put((String) pair.getMethod("_1").invoke(next), (String) pair.getMethod("_2").invoke(next));
      }
    } catch (ReflectiveOperationException broken) {
      throw new IllegalStateException("a Scala map", broken);
    }
  }
}

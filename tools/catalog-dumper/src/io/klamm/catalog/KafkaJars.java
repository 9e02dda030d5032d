package io.klamm.catalog;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;

/** Where the versions from 2.8 to 4.4 keep their definitions: they moved from Scala objects to static Java members. */
final class KafkaJars {
    private static final String KAFKA = "org.apache.kafka.";

    private KafkaJars() {}

    static ConfigDef broker() {
        return (ConfigDef) first(KAFKA + "server.config.AbstractKafkaConfig:CONFIG_DEF",
                "kafka.server.KafkaConfig$:configDef");
    }

    static ConfigDef topic() {
        return (ConfigDef) first(KAFKA + "storage.internals.log.LogConfig:configDefCopy",
                "kafka.log.LogConfig$:configDefCopy");
    }

    /** Of the broker keys that can be changed while it runs; the rest is read-only. */
    @SuppressWarnings("unchecked")
    static Map<String, String> updateModes() {
        return (Map<String, String>) first(KAFKA + "server.config.DynamicBrokerConfig:dynamicConfigUpdateModes",
                "kafka.server.DynamicBrokerConfig$:dynamicConfigUpdateModes");
    }

    /** Topic key to the broker key that is its default. */
    static Map<String, String> topicSynonyms() {
        Object found = first(KAFKA + "server.config.ServerTopicConfigSynonyms:TOPIC_CONFIG_SYNONYMS",
                "kafka.log.LogConfig$:TopicConfigSynonyms");
        Map<String, String> synonyms = new TreeMap<>();
        if (found instanceof Map<?, ?> map) {
            map.forEach((topic, broker) -> synonyms.put((String) topic, (String) broker));
        } else {
            copyScala(found, synonyms);
        }
        return synonyms;
    }

    /** By reader. {@code peers}: Streams and Connect too, whose jars must be there then. */
    static Map<String, ConfigDef> clients(boolean peers) {
        Map<String, ConfigDef> clients = new LinkedHashMap<>();
        clients.put("producer", (ConfigDef) first(KAFKA + "clients.producer.ProducerConfig:CONFIG"));
        clients.put("consumer", (ConfigDef) first(KAFKA + "clients.consumer.ConsumerConfig:CONFIG"));
        clients.put("admin", (ConfigDef) first(KAFKA + "clients.admin.AdminClientConfig:CONFIG"));
        if (peers) {
            clients.put("streams", (ConfigDef) first(KAFKA + "streams.StreamsConfig:CONFIG"));
            clients.put("connect", connect());
        }
        return clients;
    }

    private static ConfigDef connect() {
        String distributed = KAFKA + "connect.runtime.distributed.";
        try {
            Class<?> crypto = Class.forName(distributed + "Crypto");
            Method config = Class.forName(distributed + "DistributedConfig").getDeclaredMethod("config", crypto);
            config.setAccessible(true);
            return (ConfigDef) config.invoke(null, crypto.getField("SYSTEM").get(null));
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException(distributed, broken);
        }
    }

    /** The first of `class:member` that is there: a static field or method, or the method of a Scala object (`$`). */
    private static Object first(String... places) {
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
                throw new IllegalStateException(place, broken);
            }
        }
        throw new IllegalStateException("not in these jars: " + String.join(", ", places));
    }

    private static Object member(Class<?> holder, String name) throws ReflectiveOperationException {
        if (holder.getName().endsWith("$")) {
            return call(holder, holder.getField("MODULE$").get(null), name);
        }
        try {
            Field field = holder.getDeclaredField(name);
            field.setAccessible(true);
            return field.get(null);
        } catch (NoSuchFieldException method) {
            return call(holder, null, name);
        }
    }

    private static Object call(Class<?> holder, Object object, String name) throws ReflectiveOperationException {
        Method method = holder.getDeclaredMethod(name);
        method.setAccessible(true);
        return method.invoke(object);
    }

    private static void copyScala(Object map, Map<String, String> into) {
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

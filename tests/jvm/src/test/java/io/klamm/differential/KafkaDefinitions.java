package io.klamm.differential;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ConfigDefs of one Kafka release, from its own jars in a class loader of their own, which is the thread's until
 * this is closed: there Kafka looks for classes that a value names.
 */
final class KafkaDefinitions implements AutoCloseable {
    /** A key, and what its definition says of itself. */
    record Key(String scope, String name, String type, String defaultValue, String validator, Object definition) {}

    private static final String LOG_CONFIG = "org.apache.kafka.storage.internals.log.LogConfig";

    private final ClassLoader outer = Thread.currentThread().getContextClassLoader();
    private final URLClassLoader loader;
    private final Map<String, Object> definitions;

    KafkaDefinitions(String release) throws IOException, ReflectiveOperationException {
        loader = KafkaJars.of(release);
        Thread.currentThread().setContextClassLoader(loader);
        definitions = Map.of(
                "broker", loader.loadClass("org.apache.kafka.server.config.AbstractKafkaConfig")
                        .getField("CONFIG_DEF").get(null),
                "topic", loader.loadClass(LOG_CONFIG).getMethod("configDefCopy").invoke(null));
    }

    @Override
    public void close() throws IOException {
        Thread.currentThread().setContextClassLoader(outer);
        loader.close();
    }

    List<Key> keys() throws ReflectiveOperationException {
        List<Key> keys = new ArrayList<>();
        for (String scope : List.of("broker", "topic")) {
            Object definition = definitions.get(scope);
            Map<?, ?> all = (Map<?, ?>) definition.getClass().getMethod("configKeys").invoke(definition);
            for (Object key : all.values()) {
                keys.add(new Key(scope, text(key, "name"), text(key, "type"), text(key, "defaultValue"),
                        text(key, "validator"), key));
            }
        }
        return keys;
    }

    /** ConfigDef.parseValue: the typed value, or none where Kafka throws. */
    Optional<Object> parse(Key key, String value) throws ReflectiveOperationException {
        Class<?> configDef = loader.loadClass("org.apache.kafka.common.config.ConfigDef");
        Method parse = configDef.getDeclaredMethod("parseValue", key.definition().getClass(), Object.class,
                boolean.class);
        parse.setAccessible(true);
        try {
            return Optional.of(plain(parse.invoke(definitions.get(key.scope()), key.definition(), value, true)));
        } catch (InvocationTargetException refused) {
            return Optional.empty();
        }
    }

    /** A Password's and a Class's text; anything else as it is. */
    private static Object plain(Object value) throws ReflectiveOperationException {
        if (value instanceof Class<?> type) {
            return type.getName();
        }
        return value.getClass().getSimpleName().equals("Password")
                ? value.getClass().getMethod("value").invoke(value) : value;
    }

    private static String text(Object key, String name) throws ReflectiveOperationException {
        Field field = key.getClass().getField(name);
        return String.valueOf(field.get(key));
    }
}

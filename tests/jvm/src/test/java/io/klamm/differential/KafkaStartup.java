package io.klamm.differential;

import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.Properties;

/** What the KafkaConfig of one release says of a file, from its own jars in a class loader of their own. */
final class KafkaStartup {
    private final ClassLoader loader;
    private final Constructor<?> config;

    KafkaStartup(String release) throws IOException, ReflectiveOperationException {
        loader = KafkaJars.of(release);
        config = loader.loadClass("kafka.server.KafkaConfig").getConstructor(Map.class);
    }

    /** Why Kafka does not start; empty where it goes on. */
    String refusal(String text) throws IOException, ReflectiveOperationException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        Thread thread = Thread.currentThread();
        ClassLoader outer = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            config.newInstance(properties);
            return "";
        } catch (InvocationTargetException refused) {
            return String.valueOf(refused.getCause());
        } finally {
            thread.setContextClassLoader(outer);
        }
    }
}

package io.klamm.differential;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The jars of one Kafka release, as a class loader that sees nothing else but the platform. */
final class KafkaJars {
    static URLClassLoader of(String release) throws IOException {
        List<URL> jars = new ArrayList<>();
        Path folder = Path.of(System.getProperty("klamm.kafka"), release);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path file : files) {
                jars.add(file.toUri().toURL());
            }
        }
        return new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private KafkaJars() {}
}

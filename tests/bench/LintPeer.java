import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;

/**
 * What a user has without klamm: Kafka's own validation of a configuration, for a file or for each file of a folder.
 */
public final class LintPeer {
  public static void main(String[] args) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(Path.of(args[0]))) {
      files = found.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      Properties properties = new Properties();
      try (InputStream in = Files.newInputStream(file)) {
        properties.load(in);
      }
      // Key stores are named, not there: the providers that would fetch their passwords stay out of it.
      properties.keySet().removeIf(key -> key.toString().startsWith("config.providers"));
      new KafkaConfig(properties);
    }
    System.out.println(files.size());
  }
}

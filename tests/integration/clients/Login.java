import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How the users of a cluster's folder log in: NAME.properties. */
final class Login {
  private Login() {
  }

  static Properties of(Path folder, String user) {
    Properties login = new Properties();
    try (Reader file = Files.newBufferedReader(folder.resolve(user + ".properties"))) {
      login.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    login.put("request.timeout.ms", "10000");
    login.put("reconnect.backoff.max.ms", "200");
    return login;
  }

  static Properties with(Properties login, Map<String, String> more) {
    Properties both = new Properties();
    both.putAll(login);
    both.putAll(more);
    return both;
  }

  /** The place behind a record, as a consumer commits it. */
  static Map<TopicPartition, OffsetAndMetadata> after(ConsumerRecord<?, ?> record) {
    return Map.of(new TopicPartition(record.topic(), record.partition()), new OffsetAndMetadata(record.offset() + 1));
  }
}

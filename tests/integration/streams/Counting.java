import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * {@code Counting FOLDER}: for each line of standard input, {@code USER at-least-once|exactly-once -> OUTCOME|OUTCOME…},
 * an application of Kafka Streams, named as its user: it counts what is in {@code words} by way of a repartition topic
 * and a store with a changelog, and writes its name and the count to {@code counts}. It has {@code counted} when it is
 * to be read there; else it ends in the kind of an exception. Prints as {@link Outcomes} does.
 */
final class Counting {
  private static final int AT_A_TIME = 4;
  private static final long PATIENCE_MILLIS = 30_000;

  private final Path folder;
  private final Set<String> counted = ConcurrentHashMap.newKeySet();

  private Counting(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] arguments) throws Exception {
    Counting counting = new Counting(Path.of(arguments[0]));
    Thread reader = new Thread(counting::read);
    reader.setDaemon(true);
    reader.start();
    Outcomes.judge(AT_A_TIME, 5, words -> counting.outcome(words.get(0), words.get(1)));
  }

  /** The applications whose count has been written. */
  private void read() {
    try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
             Login.with(Login.of(folder, "admin"), Map.of("isolation.level", "read_committed")),
             new StringDeserializer(), (topic, data) -> data)) {
      List<TopicPartition> partitions = List.of(new TopicPartition("counts", 0));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (true) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> counted.add(record.key()));
      }
    }
  }

  private String outcome(String user, String guarantee) {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    try {
      KafkaStreams streams = streams(user, guarantee);
      streams.setUncaughtExceptionHandler(e -> {
        failure.compareAndSet(null, e);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
      });
      streams.start();
      long end = System.currentTimeMillis() + PATIENCE_MILLIS;
      while (!counted.contains(user) && failure.get() == null && System.currentTimeMillis() < end) {
        Thread.sleep(20);
      }
      streams.close(Duration.ofSeconds(5));
    } catch (Exception e) {
      failure.compareAndSet(null, e);
    }
    return counted.contains(user) ? "counted" : failure.get() == null ? "nothing" : User.reason(failure.get());
  }

  private KafkaStreams streams(String user, String guarantee) throws Exception {
    Properties config = Login.of(folder, user);
    config.put("application.id", user);
    config.put("processing.guarantee", guarantee.equals("exactly-once") ? "exactly_once_v2" : "at_least_once");
    config.put("commit.interval.ms", "100");
    config.put("auto.offset.reset", "earliest");
    config.put("replication.factor", "1");
    config.put("num.stream.threads", "1");
    config.put("state.dir", Files.createTempDirectory("counting").toString());
    StreamsBuilder builder = new StreamsBuilder();
    Materialized<String, Long, KeyValueStore<Bytes, byte[]>> store =
        Materialized.<String, Long>as(Stores.inMemoryKeyValueStore("counts")).withKeySerde(Serdes.String());
    builder.stream("words", Consumed.with(Serdes.String(), Serdes.String()))
        .selectKey((key, word) -> user)
        .groupByKey(Grouped.with(Serdes.String(), Serdes.String()))
        .count(store)
        .toStream()
        .to("counts", Produced.with(Serdes.String(), Serdes.Long()));
    return new KafkaStreams(builder.build(), config);
  }
}

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * {@code Traffic FOLDER}: clients at work while the nodes are restarted, until the file {@code stop} is there: alice
 * writes idempotently and in transactions, carol (mTLS) plainly, and a group of alice's reads it all. None of them may
 * be refused anything; the group must see every acknowledged value, and a second reading each value once (carol's at
 * least once). Creates the file {@code running} when all of them have begun.
 */
final class Traffic {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Path folder;
  private final List<Stream> streams = new ArrayList<>();
  private final Map<String, BitSet> seen = new HashMap<>();
  private final Map<String, Integer> again = new HashMap<>();

  private Traffic(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] arguments) throws Exception {
    System.exit(new Traffic(Path.of(arguments[0])).run() ? 0 : 1);
  }

  private boolean stopped() {
    return Files.exists(folder.resolve("stop"));
  }

  private boolean run() throws Exception {
    List<String> topics = List.of("traffic-idempotent", "traffic-transactional", "traffic-mtls");
    try (Admin admin = Admin.create(Login.of(folder, "admin"))) {
      List<NewTopic> made = new ArrayList<>();
      topics.forEach(topic -> made.add(new NewTopic(topic, 1, (short) 2)));
      admin.createTopics(made).all().get();
    }
    streams.add(new Stream(folder, "alice", topics.get(0), Map.of("enable.idempotence", "true"), this::stopped));
    streams.add(new Stream(folder, "alice", topics.get(1), Map.of("transactional.id", "traffic-1"), this::stopped));
    streams.add(new Stream(
        folder, "carol", topics.get(2), Map.of("enable.idempotence", "false", "acks", "all"), this::stopped));
    streams.forEach(Thread::start);
    boolean complete = readWhileTheyWrite(topics);
    boolean good = report("the group", complete);
    seen.clear();
    again.clear();
    boolean once =
        report("a second reading", readAgain(topics)) && again.get(topics.get(0)) == 0 && again.get(topics.get(1)) == 0;
    return good && once;
  }

  private KafkaConsumer<String, String> consumer() {
    Properties login = Login.with(Login.of(folder, "alice"),
        Map.of("group.id", "traffic-group", "auto.offset.reset", "earliest", "isolation.level", "read_committed",
            "session.timeout.ms", "10000"));
    return new KafkaConsumer<>(login, new StringDeserializer(), new StringDeserializer());
  }

  private boolean readWhileTheyWrite(List<String> topics) throws Exception {
    try (KafkaConsumer<String, String> consumer = consumer()) {
      consumer.subscribe(topics);
      boolean announced = false;
      long end = Long.MAX_VALUE;
      while (System.nanoTime() < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(this::see);
        if (!announced && seen.size() == topics.size()) {
          Files.createFile(folder.resolve("running"));
          announced = true;
        }
        boolean writing = streams.stream().anyMatch(Thread::isAlive);
        if (!writing && allSeen()) {
          return true;
        }
        if (!writing && end == Long.MAX_VALUE) {
          end = System.nanoTime() + PATIENCE.toNanos();
        }
      }
      return false;
    }
  }

  private boolean readAgain(List<String> topics) {
    List<TopicPartition> partitions = new ArrayList<>();
    topics.forEach(topic -> partitions.add(new TopicPartition(topic, 0)));
    try (KafkaConsumer<String, String> consumer = consumer()) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (System.nanoTime() < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(this::see);
        if (ends.entrySet().stream().allMatch(entry -> consumer.position(entry.getKey()) >= entry.getValue())) {
          return allSeen();
        }
      }
      return false;
    }
  }

  private void see(ConsumerRecord<String, String> record) {
    BitSet values = seen.computeIfAbsent(record.topic(), topic -> new BitSet());
    int value = Integer.parseInt(record.value());
    again.merge(record.topic(), values.get(value) ? 1 : 0, Integer::sum);
    values.set(value);
  }

  private boolean allSeen() {
    return streams.stream().allMatch(stream -> lost(stream) == 0);
  }

  private int lost(Stream stream) {
    return stream.acknowledged
        - seen.getOrDefault(stream.getName(), new BitSet()).get(0, stream.acknowledged).cardinality();
  }

  private boolean report(String reader, boolean complete) {
    boolean good = complete;
    for (Stream stream : streams) {
      System.out.println(stream.getName() + ": " + stream.acknowledged + " acknowledged, " + stream.retried
          + " transactions done again, " + lost(stream) + " lost and " + again.getOrDefault(stream.getName(), 0)
          + " twice to " + reader + (stream.failure == null ? "" : ", ended by " + User.reason(stream.failure)));
      good &= stream.failure == null && stream.acknowledged > 0;
    }
    return good;
  }
}

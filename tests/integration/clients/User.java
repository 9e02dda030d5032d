import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What one user does with a cluster. Every action ends in a word: what was got, or the kind of exception. */
final class User implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Properties login;
  private Admin admin;

  /** @param folder holds NAME.properties, with which this user logs in */
  User(Path folder, String name) {
    login = Login.of(folder, name);
  }

  String act(List<String> words) {
    try {
      return attempt(words);
    } catch (Exception e) {
      return reason(e);
    }
  }

  private String attempt(List<String> words) throws Exception {
    switch (words.get(0)) {
      case "create":
        return create(words.get(1));
      case "delete":
        admin().deleteTopics(List.of(words.get(1))).all().get();
        return "done";
      case "topics":
        return list(admin().listTopics().names().get());
      case "write":
        return write(words, Map.of("enable.idempotence", "false"));
      case "write-idempotent":
        return write(words, Map.of("enable.idempotence", "true"));
      case "transact":
        return transact(words.get(1), words.get(2), words.get(3));
      case "read":
        return list(read(words.get(1), words.get(2), Integer.parseInt(words.get(3))));
      case "copy":
        return copy(words.get(1), words.get(2), words.get(3), words.get(4));
      case "order":
        admin().createTopics(List.of(new NewTopic(words.get(1), Optional.of(1), Optional.empty()))).all().get();
        return "done";
      case "grow":
        return grow(words.get(1));
      case "configs":
        return describe(resource(words.get(1), words.get(2)));
      case "configure":
        return configure(resource(words.get(1), words.get(2)), words.get(3).split("="));
      case "may":
        return list(operations(words.get(1), words.get(2)));
      case "create-by-writing":
        return createByWriting(words);
      default:
        return new Requests(admin()).act(words);
    }
  }

  /** Returns when the broker that was asked knows the topic, too. */
  private String create(String topic) throws Exception {
    admin().createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty()))).all().get();
    for (long end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; Thread.sleep(20)) {
      if (admin().listTopics().names().get().contains(topic)) {
        return "done";
      }
    }
    return "not to be seen";
  }

  private String grow(String topic) throws Exception {
    int partitions = admin().describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().size();
    admin().createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions + 1))).all().get();
    return "done";
  }

  private static ConfigResource resource(String kind, String name) {
    return new ConfigResource(kind.equals("topic") ? ConfigResource.Type.TOPIC : ConfigResource.Type.BROKER, name);
  }

  private String describe(ConfigResource resource) throws Exception {
    return admin().describeConfigs(List.of(resource)).all().get().get(resource).entries().isEmpty() ? "nothing"
                                                                                                     : "described";
  }

  /** As the command line tool does it: first it looks. */
  private String configure(ConfigResource resource, String[] setting) throws Exception {
    describe(resource);
    AlterConfigOp set = new AlterConfigOp(new ConfigEntry(setting[0], setting[1]), AlterConfigOp.OpType.SET);
    admin().incrementalAlterConfigs(Map.of(resource, List.of(set))).all().get();
    return "done";
  }

  private Admin admin() {
    if (admin == null) {
      admin = Admin.create(login);
    }
    return admin;
  }

  private KafkaProducer<String, String> producer(Map<String, String> more) {
    return new KafkaProducer<>(Login.with(login, more), new StringSerializer(), new StringSerializer());
  }

  private KafkaConsumer<String, String> consumer(String group) {
    Map<String, String> more = Map.of("group.id", group, "auto.offset.reset", "earliest", "isolation.level",
        "read_committed", "enable.auto.commit", "false");
    return new KafkaConsumer<>(Login.with(login, more), new StringDeserializer(), new StringDeserializer());
  }

  private String write(List<String> words, Map<String, String> more) throws Exception {
    try (KafkaProducer<String, String> producer = producer(more)) {
      producer.send(new ProducerRecord<>(words.get(1), words.get(2))).get();
      return "written";
    }
  }

  /** A broker that is not allowed to create the topic tells its client nothing of why. */
  private String createByWriting(List<String> words) throws Exception {
    try {
      return write(words, Map.of("enable.idempotence", "false", "max.block.ms", "4000"));
    } catch (ExecutionException | TimeoutException e) {
      return "no topic";
    }
  }

  private String transact(String id, String topic, String value) throws Exception {
    try (KafkaProducer<String, String> producer = producer(Map.of("transactional.id", id))) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, value)).get();
      producer.commitTransaction();
      return "committed";
    }
  }

  /** The next values of the topic in this group; they count as read. */
  private List<String> read(String group, String topic, int count) {
    try (KafkaConsumer<String, String> consumer = consumer(group)) {
      List<String> values = new ArrayList<>();
      poll(consumer, topic, count).forEach(record -> values.add(record.value()));
      consumer.commitSync();
      return values;
    }
  }

  private static List<ConsumerRecord<String, String>> poll(
      KafkaConsumer<String, String> consumer, String topic, int count) {
    consumer.subscribe(List.of(topic));
    List<ConsumerRecord<String, String>> records = new ArrayList<>();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (records.size() < count) {
      if (System.nanoTime() > end) {
        throw new TimeoutException("read " + records.size() + " of " + count);
      }
      consumer.poll(Duration.ofMillis(100)).forEach(records::add);
    }
    return records;
  }

  /** Reads one value and writes it in a transaction that also moves the group on. */
  private String copy(String id, String group, String from, String to) throws Exception {
    try (KafkaConsumer<String, String> consumer = consumer(group);
        KafkaProducer<String, String> producer = producer(Map.of("transactional.id", id))) {
      producer.initTransactions();
      ConsumerRecord<String, String> record = poll(consumer, from, 1).get(0);
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(to, record.value()));
      producer.sendOffsetsToTransaction(Login.after(record), consumer.groupMetadata());
      producer.commitTransaction();
      return "committed";
    }
  }

  private Set<String> operations(String kind, String name) throws Exception {
    Collection<AclOperation> operations;
    switch (kind) {
      case "topic":
        operations = admin()
                         .describeTopics(List.of(name), new DescribeTopicsOptions().includeAuthorizedOperations(true))
                         .allTopicNames()
                         .get()
                         .get(name)
                         .authorizedOperations();
        break;
      case "group":
        operations = admin()
                         .describeConsumerGroups(
                             List.of(name), new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true))
                         .all()
                         .get()
                         .get(name)
                         .authorizedOperations();
        break;
      default:
        operations = admin()
                         .describeCluster(new DescribeClusterOptions().includeAuthorizedOperations(true))
                         .authorizedOperations()
                         .get();
    }
    return operations.stream().map(AclOperation::name).collect(Collectors.toSet());
  }

  private static String list(Collection<String> words) {
    return words.isEmpty() ? "nothing" : String.join(",", words instanceof Set ? new TreeSet<>(words) : words);
  }

  /** The name of the innermost exception of Kafka's. */
  static String reason(Throwable e) {
    String name = e.getClass().getSimpleName();
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ApiException) {
        name = cause.getClass().getSimpleName() + Requests.rules(cause);
      }
    }
    return name;
  }

  @Override
  public void close() {
    if (admin != null) {
      admin.close();
    }
  }
}

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * {@code Connecting FOLDER CLASS_PATH [JVM_FLAG…]}: for each line of standard input, {@code USER source|sink TOPIC ->
 * OUTCOME|OUTCOME…}, a distributed worker of Kafka Connect, a process of its own that logs in as the user, and one
 * connector: {@code source} copies a line of a file, the user's name, to the topic; {@code sink} copies the topic to a
 * file. It has {@code copied} when that is there; else the outcome is the kind of the first authorization error in what
 * the worker says, or of its first error if there is none. Prints as {@link Outcomes} does.
 */
final class Connecting {
  private static final int AT_A_TIME = 3;
  private static final long PATIENCE_MILLIS = 60_000;
  private static final Pattern REFUSAL = Pattern.compile("\\.(\\w+AuthorizationException)");
  private static final Pattern ERROR = Pattern.compile("\\.(\\w+Exception): ");
  // As Amazon MSK Connect names them.
  private static final String INTERNAL = "__amazon_msk_connect_";

  private final Path folder;
  private final List<String> command;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Set<String> copied = ConcurrentHashMap.newKeySet();

  private Connecting(Path folder, List<String> command) {
    this.folder = folder;
    this.command = command;
  }

  public static void main(String[] arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(Arrays.asList(arguments).subList(2, arguments.length));
    command.addAll(List.of("-cp", arguments[1], "org.apache.kafka.connect.cli.ConnectDistributed"));
    Connecting connecting = new Connecting(Path.of(arguments[0]), command);
    Thread reader = new Thread(connecting::read);
    reader.setDaemon(true);
    reader.start();
    Outcomes.judge(AT_A_TIME, 10, words -> connecting.outcome(words.get(0), words.get(1), words.get(2)));
  }

  /** What sources have written. */
  private void read() {
    try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
             Login.of(folder, "admin"), new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions = List.of(new TopicPartition("copied", 0));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (true) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> copied.add(record.value()));
      }
    }
  }

  private String outcome(String user, String direction, String topic) throws Exception {
    Path home = Files.createDirectories(folder.resolve("connect").resolve(user));
    Path file = home.resolve(direction + ".txt");
    Path log = home.resolve("worker.log");
    boolean source = direction.equals("source");
    if (source) {
      Files.writeString(file, user + "\n");
    }
    int port = freePort();
    Process worker = start(user, home, log, port);
    boolean created = false;
    boolean refused = false;
    try {
      long end = System.currentTimeMillis() + PATIENCE_MILLIS;
      while (System.currentTimeMillis() < end) {
        if (source ? copied.contains(user) : Files.exists(file) && Files.size(file) > 0) {
          return "copied";
        }
        // A worker that is refused tries again for ever.
        if (refused || !worker.isAlive()) {
          break;
        }
        refused = REFUSAL.matcher(Files.readString(log)).find();
        created = created || create(user, direction, topic, file, port);
        String trace = created ? ask("GET", port, "/connectors/" + user + "/status", null) : "";
        if (trace.contains("\"FAILED\"")) {
          return refusal(trace);
        }
        Thread.sleep(200);
      }
    } finally {
      worker.destroyForcibly().waitFor();
    }
    return refusal(Files.readString(log));
  }

  private Process start(String user, Path home, Path log, int port) throws Exception {
    Properties config = Login.of(folder, user);
    String login = config.getProperty("sasl.jaas.config");
    for (String client : List.of("producer.", "consumer.", "admin.")) {
      config.put(client + "sasl.jaas.config", login);
      config.put(client + "sasl.mechanism", config.getProperty("sasl.mechanism"));
      config.put(client + "security.protocol", config.getProperty("security.protocol"));
    }
    config.putAll(Map.of("group.id", INTERNAL + user, "listeners", "http://127.0.0.1:" + port, "plugin.discovery", "service_load",
        "key.converter", "org.apache.kafka.connect.storage.StringConverter",
        "value.converter", "org.apache.kafka.connect.storage.StringConverter", "offset.flush.interval.ms", "500"));
    for (String use : List.of("config", "offset", "status")) {
      config.put(use + ".storage.topic", INTERNAL + user + "_" + use);
      config.put(use + ".storage.replication.factor", "1");
    }
    config.put("offset.storage.partitions", "1");
    config.put("status.storage.partitions", "1");
    Path properties = home.resolve("worker.properties");
    try (var out = Files.newBufferedWriter(properties)) {
      config.store(out, null);
    }
    List<String> all = new ArrayList<>(command);
    all.add(properties.toString());
    return new ProcessBuilder(all).redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  private boolean create(String user, String direction, String topic, Path file, int port) {
    boolean source = direction.equals("source");
    String kind = source ? "Source" : "Sink";
    String config = String.join(",", "{\"connector.class\":\"org.apache.kafka.connect.file.FileStream" + kind + "Connector\"",
        "\"tasks.max\":\"1\"", "\"file\":\"" + file + "\"", "\"" + (source ? "topic" : "topics") + "\":\"" + topic + "\"}");
    return !ask("PUT", port, "/connectors/" + user + "/config", config).isEmpty();
  }

  /** The body of a good answer, else nothing. */
  private String ask(String method, int port, String path, String body) {
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
          .header("Content-Type", "application/json")
          .timeout(Duration.ofSeconds(5))
          .method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
          .build();
      var answer = http.send(request, BodyHandlers.ofString());
      return answer.statusCode() / 100 == 2 ? answer.body() : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String refusal(String text) {
    for (Pattern pattern : List.of(REFUSAL, ERROR)) {
      Matcher found = pattern.matcher(text);
      if (found.find()) {
        return found.group(1);
      }
    }
    return "nothing";
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}

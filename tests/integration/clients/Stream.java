import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.StringSerializer;

/** One producer that writes 0, 1, 2, … to a topic, each when the one before it is acknowledged. */
final class Stream extends Thread {
  private final Properties login;
  private final boolean transactional;
  private final String topic;
  private final BooleanSupplier stopped;
  volatile int acknowledged;
  volatile int retried;
  /** What ended it before its time. */
  volatile Throwable failure;

  Stream(Path folder, String user, String topic, Map<String, String> more, BooleanSupplier stopped) {
    super(topic);
    this.login = Login.with(Login.of(folder, user), more);
    this.transactional = more.containsKey("transactional.id");
    this.topic = topic;
    this.stopped = stopped;
  }

  @Override
  public void run() {
    try (KafkaProducer<String, String> producer =
             new KafkaProducer<>(login, new StringSerializer(), new StringSerializer())) {
      if (transactional) {
        producer.initTransactions();
      }
      while (!stopped.getAsBoolean()) {
        if (transactional) {
          transact(producer);
        } else {
          send(producer, acknowledged);
          acknowledged++;
        }
        Thread.sleep(20);
      }
    } catch (ExecutionException | InterruptedException | RuntimeException e) {
      failure = e;
    }
  }

  private void send(KafkaProducer<String, String> producer, int value) throws ExecutionException, InterruptedException {
    producer.send(new ProducerRecord<>(topic, Integer.toString(value))).get();
  }

  /** Two values at once; a transaction that is aborted since its coordinator moved is done again. */
  private void transact(KafkaProducer<String, String> producer) throws InterruptedException {
    producer.beginTransaction();
    try {
      producer.send(new ProducerRecord<>(topic, Integer.toString(acknowledged)));
      producer.send(new ProducerRecord<>(topic, Integer.toString(acknowledged + 1)));
      producer.commitTransaction();
      acknowledged += 2;
    } catch (ProducerFencedException | OutOfOrderSequenceException | AuthorizationException e) {
      throw e;
    } catch (KafkaException e) {
      producer.abortTransaction();
      retried++;
    }
  }
}

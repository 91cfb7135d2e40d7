package io.rivulet.client;

import io.rivulet.record.WeightRecord;
import io.rivulet.testing.OneBroker;
import io.rivulet.testing.TestBroker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs against a real broker; each test has topics of its own, of three partitions. */
@ExtendWith(OneBroker.class)
abstract class ClientTest {

  static final Duration PATIENCE = Duration.ofSeconds(30);
  static final int PARTITIONS = 3;

  private static TestBroker broker;

  private String prefix;

  @BeforeAll
  static void keepBroker(TestBroker started) {
    broker = started;
  }

  @BeforeEach
  final void createTopics(TestInfo test) throws Exception {
    prefix = test.getTestMethod().orElseThrow().getName() + ".";
    createTopics(broker, prefix);
  }

  static void createTopics(TestBroker broker, String prefix)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(prefix + "weights", PARTITIONS, (short) 1),
                  new NewTopic(prefix + "samples", PARTITIONS, (short) 1)))
          .all()
          .get();
      // a broker takes records a moment after its controller made the topic
      await(() -> takesRecords(admin, prefix + "weights"));
      await(() -> takesRecords(admin, prefix + "samples"));
    }
  }

  private static boolean takesRecords(Admin admin, String topic) {
    Map<TopicPartition, OffsetSpec> newest = new HashMap<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      newest.put(new TopicPartition(topic, partition), OffsetSpec.latest());
    }
    try {
      return admin.listOffsets(newest).all().get().size() == PARTITIONS;
    } catch (ExecutionException unknown) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  final String prefix() {
    return prefix;
  }

  final FollowOptions options() {
    return FollowOptions.DEFAULT.withPrefix(prefix).withEndsEvery(Duration.ofMillis(20));
  }

  static Map<String, String> client() {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  static KafkaProducer<byte[], byte[]> producer(Map<String, String> more) {
    Properties properties = new Properties();
    properties.putAll(client());
    properties.putAll(more);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  final void publish(WeightRecord... records) {
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      for (WeightRecord record : records) {
        Future<?> unused = producer.send(of(record.model(), Weights.json(record)));
      }
    }
  }

  final void publish(String model, byte[] value) {
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      Future<?> unused = producer.send(of(model, value));
    }
  }

  final ProducerRecord<byte[], byte[]> of(String model, byte[] value) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(prefix + "weights", model.getBytes(StandardCharsets.UTF_8), value);
    record.headers().add("rivulet-bias", "false".getBytes(StandardCharsets.UTF_8));
    return record;
  }

  static void await(BooleanSupplier question) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!question.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("it did not become true within 30 s");
      }
      Thread.onSpinWait();
    }
  }
}

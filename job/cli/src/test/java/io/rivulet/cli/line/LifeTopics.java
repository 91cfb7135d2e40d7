package io.rivulet.cli.line;

import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.config.LimitSettings;
import io.rivulet.job.config.TopicNames;
import io.rivulet.job.kafka.TopicAdmin;
import io.rivulet.job.kafka.TopicPlan;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** All topics of a job: a producer of samples and commands, and a read_committed reader. */
final class LifeTopics implements AutoCloseable {

  /** The partitions of each topic. */
  static final int PARTITIONS = 2;

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final TopicNames names;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> reader;

  /**
   * A record to be sent.
   *
   * @param partition where to, or null to go by the key
   */
  record Line(String topic, Integer partition, byte[] key, byte[] value) {

    Line(String topic, byte[] key, byte[] value) {
      this(topic, null, key, value);
    }

    static Line of(String topic, String model, String json) {
      return new Line(
          topic, model.getBytes(StandardCharsets.UTF_8), json.getBytes(StandardCharsets.UTF_8));
    }

    Line in(int chosen) {
      return new Line(topic, chosen, key, value);
    }
  }

  /** Creates the topics. */
  LifeTopics(JobConfiguration configuration) {
    this.names = configuration.topics();
    TopicAdmin.create(
        configuration.kafka(), TopicPlan.of(names, configuration.limits(), PARTITIONS, 1), TIMEOUT);
    Properties writing = configuration.kafka().clientProperties();
    writing.put(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, String.valueOf(LimitSettings.stateRecordBytes()));
    this.producer =
        new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer());
    Properties reading = configuration.kafka().clientProperties();
    reading.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    reading.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    this.reader =
        new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    Stream.of(
            names.weights(),
            names.predictions(),
            names.controlAcks(),
            names.states(),
            names.metrics(),
            names.deadLetter())
        .forEach(
            topic -> {
              for (int partition = 0; partition < PARTITIONS; partition++) {
                partitions.add(new TopicPartition(topic, partition));
              }
            });
    reader.assign(partitions);
    reader.seekToBeginning(partitions);
  }

  TopicNames names() {
    return names;
  }

  /** Sends in order and waits until the broker has all; returns the positions of the records. */
  List<String> send(List<Line> lines) throws Exception {
    List<Future<RecordMetadata>> answers = new ArrayList<>();
    for (Line line : lines) {
      answers.add(
          producer.send(
              new ProducerRecord<>(line.topic(), line.partition(), line.key(), line.value())));
    }
    producer.flush();
    List<String> positions = new ArrayList<>();
    for (Future<RecordMetadata> answer : answers) {
      RecordMetadata at = answer.get();
      positions.add(position(at.topic(), at.partition(), at.offset()));
    }
    return positions;
  }

  /** Committed records of all topics that the job writes, in order within each partition. */
  List<ConsumerRecord<byte[], byte[]>> poll() {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    reader.poll(Duration.ofMillis(200)).forEach(records::add);
    return records;
  }

  /** Where the rejected record of a dead letter stands. */
  static String position(ConsumerRecord<byte[], byte[]> letter) {
    return position(
        header(letter, "rivulet-topic"),
        header(letter, "rivulet-partition"),
        header(letter, "rivulet-offset"));
  }

  private static String position(String topic, Object partition, Object offset) {
    return topic + ":" + partition + ":" + offset;
  }

  static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return text(record.headers().lastHeader(name).value());
  }

  static String text(byte[] bytes) {
    return bytes == null ? "null" : new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
    reader.close();
  }
}

package io.rivulet.cli.quickstart;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.cli.Failure;
import io.rivulet.cli.digits.DigitSample;
import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.config.KafkaSettings;
import io.rivulet.job.config.TopicNames;
import io.rivulet.job.kafka.TopicAdmin;
import io.rivulet.job.kafka.TopicPlan;
import io.rivulet.record.WeightRecord;
import io.rivulet.wire.WeightRecordJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topics of the quick start: samples out, weights and dead letters in, counts as Kafka has
 * them.
 */
final class DigitTopics implements AutoCloseable {

  private static final int PARTITIONS = 2;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JobConfiguration configuration;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Admin admin;
  private long weightRecords;
  private long deadLetters;

  DigitTopics(String bootstrapServers) {
    this.configuration = configuration(bootstrapServers);
    Properties properties = configuration.kafka().clientProperties();
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    this.admin = Admin.create(properties);
    Properties reading = new Properties();
    reading.putAll(properties);
    reading.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    reading.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    this.consumer =
        new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      partitions.add(new TopicPartition(names().weights(), partition));
      partitions.add(new TopicPartition(names().deadLetter(), partition));
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Creates the topics that the job needs. */
  static void create(String bootstrapServers) {
    JobConfiguration configuration = configuration(bootstrapServers);
    KafkaSettings kafka = configuration.kafka();
    TopicAdmin.create(
        kafka,
        TopicPlan.of(configuration.topics(), configuration.limits(), PARTITIONS, 1),
        TIMEOUT);
  }

  /** Sends a digit to every model. */
  void send(DigitSample digit, List<String> models) {
    ObjectNode sample = JSON.createObjectNode();
    sample.put("id", digit.id());
    for (double pixel : digit.features()) {
      sample.withArray("x").add(pixel);
    }
    sample.put("y", digit.target());
    byte[] value = sample.toString().getBytes(StandardCharsets.UTF_8);
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (String model : models) {
      byte[] key = model.getBytes(StandardCharsets.UTF_8);
      sent.add(producer.send(new ProducerRecord<>(names().samples(), key, value)));
    }
    producer.flush();
    sent.forEach(DigitTopics::acknowledged);
  }

  private static <T> T acknowledged(Future<T> answer) {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.failed("interrupted", e);
    } catch (ExecutionException e) {
      throw Failure.failed("the broker refused: " + e.getCause(), e);
    }
  }

  /** Weight records that arrived within the time; dead letters are counted on the way. */
  List<WeightRecord> poll(Duration time) {
    List<WeightRecord> records = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(time)) {
      if (record.topic().equals(names().deadLetter())) {
        deadLetters++;
      } else {
        weightRecords++;
        records.add(WeightRecordJson.read(record.value()));
      }
    }
    return records;
  }

  /** Waits until the job has committed to have read so many samples. */
  void awaitCommitted(long samples, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (committedSamples() < samples && System.nanoTime() < deadline) {
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
      if (Thread.currentThread().isInterrupted()) {
        throw Failure.failed("interrupted");
      }
    }
  }

  /** The sum of the offsets that the job's group has committed in the samples topic. */
  long committedSamples() {
    return acknowledged(
            admin
                .listConsumerGroupOffsets(configuration.kafka().groupId())
                .partitionsToOffsetAndMetadata())
        .entrySet()
        .stream()
        .filter(entry -> entry.getKey().topic().equals(names().samples()))
        .map(Map.Entry::getValue)
        .mapToLong(OffsetAndMetadata::offset)
        .sum();
  }

  long weightRecords() {
    return weightRecords;
  }

  long deadLetters() {
    return deadLetters;
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
    consumer.close();
    admin.close(Duration.ofSeconds(5));
  }

  private TopicNames names() {
    return configuration.topics();
  }

  private static JobConfiguration configuration(String bootstrapServers) {
    return JobConfiguration.read("--kafka.bootstrap.servers", bootstrapServers);
  }
}

package io.rivulet.cli.line;

import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.kafka.TopicAdmin;
import io.rivulet.job.kafka.TopicPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Both ends of a running job in Kafka: a producer of records and a read_committed auditor. */
final class LineUnderTest implements AutoCloseable {

  private static final int PARTITIONS = 2;
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final JobConfiguration configuration;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> auditor;

  /** Where a record went. */
  record Sent(Traffic.TestRecord record, int partition, long offset) {}

  LineUnderTest(JobConfiguration configuration) throws Exception {
    this.configuration = configuration;
    createTopics();
    Properties properties = configuration.kafka().clientProperties();
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, String.valueOf(4 << 20));
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    Properties reading = configuration.kafka().clientProperties();
    reading.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    reading.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    this.auditor =
        new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    auditor.assign(partitions());
    auditor.seekToBeginning(partitions());
  }

  /** Samples come first and larger: a limit raised later reaches the broker at its leisure. */
  private void createTopics() throws Exception {
    var samples =
        new NewTopic(configuration.topics().samples(), PARTITIONS, (short) 1)
            .configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(4 << 20)));
    try (Admin admin = Admin.create(configuration.kafka().clientProperties())) {
      admin.createTopics(List.of(samples)).all().get();
    }
    TopicAdmin.create(
        configuration.kafka(),
        TopicPlan.of(configuration.topics(), configuration.limits(), PARTITIONS, 1),
        TIMEOUT);
  }

  private List<TopicPartition> partitions() {
    List<TopicPartition> partitions = new ArrayList<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      partitions.add(new TopicPartition(weights(), partition));
      partitions.add(new TopicPartition(deadLetters(), partition));
    }
    return partitions;
  }

  String weights() {
    return configuration.topics().weights();
  }

  String deadLetters() {
    return configuration.topics().deadLetter();
  }

  /** Sends in order and waits until the broker has all of them. */
  List<Sent> send(List<Traffic.TestRecord> records) throws Exception {
    List<Future<RecordMetadata>> answers = new ArrayList<>();
    for (Traffic.TestRecord record : records) {
      answers.add(
          producer.send(
              new ProducerRecord<>(
                  configuration.topics().samples(), record.key(), record.value())));
    }
    producer.flush();
    List<Sent> sent = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      RecordMetadata at = answers.get(i).get();
      sent.add(new Sent(records.get(i), at.partition(), at.offset()));
    }
    return sent;
  }

  /** Committed records of the weights and dead-letter topics, in order within each partition. */
  List<ConsumerRecord<byte[], byte[]>> poll() {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    auditor.poll(Duration.ofMillis(500)).forEach(records::add);
    return records;
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
    auditor.close();
  }
}

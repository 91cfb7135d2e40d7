package io.rivulet.client.topic;

import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Consumers that belong to no group and commit nothing. */
public final class TopicConsumers {

  /**
   * How long a broker may hold a fetch of what is read to its end. A connection answers in order,
   * so that a question about offsets, and the end of the reader, wait for that fetch.
   */
  static final Map<String, String> SHORT_FETCH =
      Map.of(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "20");

  private TopicConsumers() {}

  /**
   * A consumer without partitions and without a group that commits nothing.
   *
   * @param committedOnly whether records of transactions that are open or aborted are left out
   * @param unlessGiven properties that apply unless the access gives them
   * @throws TopicException when no broker answers, or the topic does not exist
   */
  public static KafkaConsumer<byte[], byte[]> consumer(
      ClusterAccess access, String topic, boolean committedOnly, Map<String, String> unlessGiven) {
    KafkaConsumer<byte[], byte[]> consumer = open(access, topic, committedOnly, unlessGiven);
    try {
      int unused = partitions(access, topic, consumer);
      return consumer;
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  static KafkaConsumer<byte[], byte[]> open(
      ClusterAccess access, String topic, boolean committedOnly, Map<String, String> unlessGiven) {
    Properties properties = properties(access, committedOnly);
    unlessGiven.forEach(properties::putIfAbsent);
    return access.asking(
        topic,
        () ->
            new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
  }

  private static Properties properties(ClusterAccess access, boolean committedOnly) {
    Properties properties = access.bounded();
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(
        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
        committedOnly ? "read_committed" : "read_uncommitted");
    return properties;
  }

  /** How many partitions the topic has; the topic is never created. */
  static int partitions(
      ClusterAccess access, String topic, KafkaConsumer<byte[], byte[]> consumer) {
    return access.askingFirst(
        topic,
        () -> {
          int count = consumer.partitionsFor(topic).size();
          if (count == 0) {
            throw new UnknownTopicOrPartitionException();
          }
          return count;
        });
  }
}

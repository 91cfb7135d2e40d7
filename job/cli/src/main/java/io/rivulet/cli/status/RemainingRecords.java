package io.rivulet.cli.status;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Tells which partitions still have a committed record, where all that remains in others are the
 * marks by which transactions end, and records of aborted ones: both take offsets, and a group
 * never commits them.
 */
final class RemainingRecords {

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration POLL = Duration.ofMillis(100);

  private final Map<TopicPartition, Long> ends;
  private final Set<TopicPartition> open;

  private RemainingRecords(Set<TopicPartition> some, Map<TopicPartition, Long> ends) {
    this.ends = ends;
    this.open = new HashSet<>(some);
  }

  /**
   * Those of the partitions in which nothing but marks and aborted records was found; a partition
   * that could not be read in time is not among them.
   *
   * @param starts where to begin in each
   * @param ends where to end in each, and maybe in others
   */
  static Set<TopicPartition> none(
      Properties client, Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends) {
    if (starts.isEmpty()) {
      return Set.of();
    }
    Properties properties = new Properties();
    properties.putAll(client);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    var bytes = new ByteArrayDeserializer();
    try (var consumer = new KafkaConsumer<>(properties, bytes, bytes)) {
      consumer.assign(starts.keySet());
      starts.forEach(consumer::seek);
      return new RemainingRecords(starts.keySet(), ends).read(consumer);
    }
  }

  private Set<TopicPartition> read(KafkaConsumer<byte[], byte[]> consumer) {
    Set<TopicPartition> none = new HashSet<>();
    long start = System.nanoTime();
    while (!open.isEmpty() && System.nanoTime() - start < PATIENCE.toNanos()) {
      Set<TopicPartition> found = consumer.poll(POLL).partitions();
      open.removeAll(found);
      for (TopicPartition each : open) {
        if (consumer.position(each) >= ends.get(each)) {
          none.add(each);
        }
      }
      open.removeAll(none);
      consumer.pause(found);
      consumer.pause(none);
    }
    return none;
  }
}

package io.rivulet.benchmark.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How many bytes the records of a topic have. */
final class RecordSizes {

  private static final int ENOUGH = 5_000;
  private static final Duration POLL = Duration.ofSeconds(2);

  private RecordSizes() {}

  /** The mean bytes of the values and headers of the newest records; 0 for an empty topic. */
  static int mean(String bootstrapServers, String topic) {
    try (var consumer = consumer(bootstrapServers)) {
      List<TopicPartition> partitions = LineTopics.partitions(topic);
      consumer.assign(partitions);
      var ends = consumer.endOffsets(partitions);
      ends.forEach((partition, end) -> consumer.seek(partition, Math.max(0, end - ENOUGH)));
      long bytes = 0;
      long count = 0;
      while (count < ENOUGH) {
        var records = consumer.poll(POLL);
        for (ConsumerRecord<byte[], byte[]> record : records) {
          bytes += size(record);
          count++;
        }
        if (records.isEmpty()) {
          break;
        }
      }
      return count == 0 ? 0 : Math.toIntExact(bytes / count);
    }
  }

  private static long size(ConsumerRecord<byte[], byte[]> record) {
    long bytes = record.serializedValueSize();
    for (var header : record.headers()) {
      bytes += header.key().length() + header.value().length;
    }
    return bytes;
  }

  static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", bootstrapServers);
    properties.put("isolation.level", "read_uncommitted");
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}

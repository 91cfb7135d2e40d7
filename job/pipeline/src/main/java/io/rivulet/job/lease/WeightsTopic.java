package io.rivulet.job.lease;

import io.rivulet.job.config.KafkaSettings;
import io.rivulet.job.kafka.KafkaClients;
import io.rivulet.wire.WeightRecordJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the weights topic from its beginning to the ends that it has now, committed records only.
 * Tombstones and records that are no weights do not count.
 */
final class WeightsTopic implements Weights {

  private static final Logger LOG = LoggerFactory.getLogger(WeightsTopic.class);
  private static final Duration ANSWER = Duration.ofSeconds(15);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long NEWS_NANOS = Duration.ofSeconds(5).toNanos();
  private static final String INCARNATION = "rivulet-incarnation";

  private final KafkaSettings settings;
  private final String topic;
  private final Runnable meanwhile;

  /**
   * @param meanwhile runs now and then while the topic is read
   */
  WeightsTopic(KafkaSettings settings, String topic, Runnable meanwhile) {
    this.settings = settings;
    this.topic = topic;
    this.meanwhile = meanwhile;
  }

  @Override
  public boolean any() {
    return greatest(incarnation -> true) > 0;
  }

  @Override
  public long greatestIncarnation() {
    return greatest(incarnation -> false);
  }

  /** The greatest incarnation read before one was enough. */
  private long greatest(LongPredicate enough) {
    long greatest = 0;
    try (KafkaConsumer<byte[], byte[]> reader = KafkaClients.committedReader(settings, ANSWER)) {
      List<TopicPartition> all =
          reader.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      Map<TopicPartition, Long> ends = reader.endOffsets(all);
      reader.assign(all);
      reader.seekToBeginning(all);
      var news = new News(ends.values().stream().mapToLong(Long::longValue).sum());
      while (all.stream().anyMatch(partition -> reader.position(partition) < ends.get(partition))) {
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
          long incarnation = incarnation(record);
          greatest = Math.max(greatest, incarnation);
          if (incarnation > 0 && enough.test(incarnation)) {
            return greatest;
          }
        }
        meanwhile.run();
        news.tell(all.stream().mapToLong(reader::position).sum());
      }
    }
    return greatest;
  }

  /** The header's, or the value's where a copy of the topic lost its headers; else 0. */
  private static long incarnation(ConsumerRecord<byte[], byte[]> record) {
    Header header = record.headers().lastHeader(INCARNATION);
    if (header == null && record.value() == null) {
      return 0;
    }
    try {
      return header == null
          ? WeightRecordJson.read(record.value()).incarnation()
          : Long.parseLong(new String(header.value(), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return 0;
    }
  }

  /** Says how far a long reading has come. */
  private final class News {

    private final long total;
    private long next = System.nanoTime() + NEWS_NANOS;

    News(long total) {
      this.total = total;
    }

    void tell(long read) {
      if (System.nanoTime() - next > 0) {
        next = System.nanoTime() + NEWS_NANOS;
        LOG.info("looking for the greatest incarnation in {}: offset {} of {}", topic, read, total);
      }
    }
  }
}

package io.rivulet.job.lease;

import io.rivulet.job.config.KafkaSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The membership of a job in the consumer group of its lease. It reads no records, and only {@link
 * #wakeUp} may be called by other threads than its own.
 */
final class LeaseMember implements AutoCloseable {

  static final Duration SESSION = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(15);
  private static final Duration FAREWELL = Duration.ofSeconds(2);
  private static final Duration POLL = Duration.ofMillis(100);

  private final LeaseGroup group;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private int generation;

  LeaseMember(KafkaSettings settings, LeaseGroup group, String job) {
    this.group = group;
    this.consumer =
        new KafkaConsumer<>(
            properties(settings, group, job),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /** Returns as a member, or throws what keeps it from being one. */
  void join() {
    consumer.subscribe(List.of(group.weights()), new PausesAll());
    while (consumer.groupMetadata().generationId() < 0) {
      consumer.poll(POLL);
    }
    generation = consumer.groupMetadata().generationId();
  }

  /** Remains a member. */
  void poll(Duration time) {
    consumer.poll(time);
  }

  /** Whether members came or went, or this one was away, since it was last asked. */
  boolean changed() {
    int before = generation;
    generation = consumer.groupMetadata().generationId();
    return generation != before;
  }

  /** The offset is the end of the topic, so that no monitor of lags raises an alarm. */
  void commit(LeaseRecord record) {
    long end = consumer.endOffsets(List.of(group.place())).get(group.place());
    var offset = Map.of(group.place(), new OffsetAndMetadata(end, record.toJson()));
    while (true) {
      try {
        consumer.commitSync(offset);
        return;
      } catch (CommitFailedException | RebalanceInProgressException e) {
        consumer.poll(POLL);
      }
    }
  }

  /** From any thread: what waits throws {@code WakeupException}. */
  void wakeUp() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(FAREWELL));
  }

  private static Properties properties(KafkaSettings settings, LeaseGroup group, String job) {
    Properties properties = settings.clientProperties();
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, group.name());
    properties.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    properties.put(ConsumerConfig.CLIENT_ID_CONFIG, job);
    properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, millis(SESSION));
    properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, millis(SESSION.dividedBy(4)));
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(ANSWER));
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(ANSWER));
    return properties;
  }

  private static String millis(Duration duration) {
    return String.valueOf(duration.toMillis());
  }

  private final class PausesAll implements ConsumerRebalanceListener {

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      consumer.pause(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      // nothing was read
    }
  }
}

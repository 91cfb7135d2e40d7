package io.rivulet.client.topic;

import io.rivulet.record.Shown;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends what was read from one topic to others, and notes in a consumer group how far it has come,
 * in one transaction: a record counts as sent exactly when a {@code read_committed} reader sees it.
 * A second sender of the same group ends the first.
 *
 * <p>Every call throws {@link TopicException} when a topic or the cluster does not answer.
 */
public final class MarkedSender implements AutoCloseable {

  /** An open transaction keeps readers from what comes after it for at most this long. */
  private static final Duration TRANSACTION = Duration.ofMinutes(1);

  private static final int MAX_REQUEST_BYTES = (64 << 20) + (64 << 10);

  private final ClusterAccess access;
  private final String group;
  private final String topic;
  private final ConsumerGroupMetadata member;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private boolean open;

  /**
   * How far a partition was sent.
   *
   * @param offset behind the last record that was looked at
   * @param note of the sender
   */
  public record Reached(long offset, String note) {}

  /**
   * Connects to the cluster. An open transaction of an earlier sender of the group is aborted.
   *
   * @param group consumer group and transactional id
   * @param topic the topic that is read
   */
  public MarkedSender(ClusterAccess access, String group, String topic) {
    this.access = access;
    this.group = group;
    this.topic = topic;
    member = member(access, group, topic);
    producer = access.asking(topic, () -> new KafkaProducer<>(properties()));
    try {
      transacting(producer::initTransactions);
    } catch (RuntimeException e) {
      producer.close(Duration.ZERO);
      throw e;
    }
  }

  /** What was noted so far, by partition. */
  public static Map<Integer, Reached> marks(ClusterAccess access, String group, String topic) {
    Map<Integer, Reached> marks = new TreeMap<>();
    access
        .asking(topic, () -> committed(access, group))
        .forEach(
            (partition, committed) -> {
              if (committed != null && partition.topic().equals(topic)) {
                marks.put(
                    partition.partition(), new Reached(committed.offset(), committed.metadata()));
              }
            });
    return marks;
  }

  /**
   * Refuses to go on without a topic; none is created.
   *
   * @throws TopicException when it does not exist, or no broker answers
   */
  public static void requireTopic(ClusterAccess access, String topic) {
    int unused = access.partitions(topic);
  }

  /** Sends without waiting; readers see it with the next {@link #commit}. */
  public void send(ProducerRecord<byte[], byte[]> record) {
    requireNoFailure(record.topic());
    begin();
    try {
      var unused =
          producer.send(
              record,
              (metadata, exception) -> {
                if (exception != null) {
                  failure.compareAndSet(null, exception);
                }
              });
    } catch (KafkaException e) {
      failure.compareAndSet(null, e);
    }
    requireNoFailure(record.topic());
  }

  /** Shows what was sent and notes the marks, both or neither. */
  public void commit(Map<Integer, Reached> marks) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    marks.forEach(
        (partition, mark) ->
            offsets.put(
                new TopicPartition(topic, partition),
                new OffsetAndMetadata(mark.offset(), mark.note())));
    begin();
    transacting(
        () -> {
          producer.flush();
          requireNoFailure(topic);
          producer.sendOffsetsToTransaction(offsets, member);
          producer.commitTransaction();
          open = false;
        });
  }

  /** Aborts what was not committed, waiting for the cluster no longer than this. */
  public void closeWithin(Duration patience) {
    producer.close(patience);
  }

  @Override
  public void close() {
    closeWithin(access.timeout());
  }

  /** Only with something to send: a producer takes its time to close with an empty transaction. */
  private void begin() {
    if (!open) {
      transacting(producer::beginTransaction);
      open = true;
    }
  }

  private void requireNoFailure(String target) {
    Exception first = failure.get();
    if (first != null) {
      throw explained(target, first);
    }
  }

  private void transacting(Runnable step) {
    try {
      step.run();
    } catch (KafkaException e) {
      throw explained(topic, e);
    }
  }

  private TopicException explained(String target, Exception e) {
    if (e instanceof ProducerFencedException || e instanceof InvalidProducerEpochException) {
      return new TopicException(
          "another command with the transactional id "
              + group
              + " has begun and goes on where this one was; let one of them run at a time",
          e);
    }
    if (e instanceof TimeoutException) {
      return new TopicException(
          "the transaction of "
              + group
              + " was not acknowledged within "
              + Shown.span(access.timeout().multipliedBy(4))
              + "; check that enough replicas are in sync, and the broker's log",
          e);
    }
    if (e instanceof AuthorizationException) {
      return new TopicException(
          "this user may not send to topic "
              + target
              + " in a transaction ("
              + e.getClass().getSimpleName()
              + "); grant it Write on the topic, Read on the group and Write on the transactional"
              + " id "
              + group,
          e);
    }
    return access.failure(target, e);
  }

  private static ConsumerGroupMetadata member(ClusterAccess access, String group, String topic) {
    var named = Map.of(ConsumerConfig.GROUP_ID_CONFIG, group);
    try (var consumer = TopicConsumers.consumer(access, topic, true, named)) {
      return consumer.groupMetadata();
    }
  }

  private static Map<TopicPartition, OffsetAndMetadata> committed(
      ClusterAccess access, String group) {
    try (Admin admin = Admin.create(access.bounded())) {
      return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return Map.of();
      }
      throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private Properties properties() {
    Properties properties = access.bounded();
    String patience = String.valueOf(access.timeout().multipliedBy(4).toMillis());
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, group);
    properties.put(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, String.valueOf(TRANSACTION.toMillis()));
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, String.valueOf(MAX_REQUEST_BYTES));
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, String.valueOf(2L * MAX_REQUEST_BYTES));
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patience);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, "5");
    properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    properties.put(
        ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    return properties;
  }
}

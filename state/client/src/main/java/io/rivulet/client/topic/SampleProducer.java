package io.rivulet.client.topic;

import io.rivulet.record.SampleHeaders;
import io.rivulet.record.Shown;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A producer that sends samples or commands in order and each once: idempotent, acknowledged by all
 * replicas in sync, partitioned by murmur2 of the key. It stops at the first record that the
 * cluster does not accept.
 */
public final class SampleProducer implements AutoCloseable {

  /**
   * The room for a record of the largest size that a job can be set to, with key, headers and
   * batch.
   */
  private static final int MAX_REQUEST_BYTES = (64 << 20) + (64 << 10);

  private final ClusterAccess access;
  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  /**
   * Connects to the cluster.
   *
   * @throws TopicException when no broker answers, or the topic does not exist
   */
  public SampleProducer(ClusterAccess access, String topic) {
    this.access = access;
    this.topic = topic;
    access.partitions(topic);
    this.producer = access.asking(topic, () -> new KafkaProducer<>(properties(access)));
  }

  /** Sends under a model id in UTF-8. */
  public void send(String model, byte[] value) {
    Future<?> unused = send(model.getBytes(StandardCharsets.UTF_8), value);
  }

  /**
   * Sends without waiting for the acknowledgement, unless a buffer is full.
   *
   * @param key null for a sample that the job is to reject
   * @return a future that is done when the cluster has answered
   * @throws TopicException when an earlier sample, or this one, was not accepted
   */
  public Future<?> send(byte[] key, byte[] value) {
    return send(new ProducerRecord<>(topic, key, value));
  }

  /**
   * Sends raw numbers with their headers, as {@link #send(byte[], byte[])} sends text.
   *
   * @throws TopicException when an earlier sample, or this one, was not accepted
   */
  public Future<?> send(byte[] key, byte[] numbers, SampleHeaders headers) {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, numbers);
    headers.forEach((name, value) -> record.headers().add(name, value));
    return send(record);
  }

  private Future<?> send(ProducerRecord<byte[], byte[]> record) {
    requireNoFailure();
    try {
      Future<RecordMetadata> answer = producer.send(record, this::answered);
      requireNoFailure();
      return answer;
    } catch (KafkaException e) {
      failure.compareAndSet(null, e);
      requireNoFailure();
      throw e;
    }
  }

  /**
   * Waits until every sample that was sent before is acknowledged.
   *
   * @throws TopicException when one was not accepted
   */
  public void flush() {
    access.asking(
        topic,
        () -> {
          producer.flush();
          return null;
        });
    requireNoFailure();
  }

  /** The number of samples that the cluster has acknowledged so far. */
  public long acknowledged() {
    return acknowledged.get();
  }

  /**
   * Waits for samples that are under way, but no longer than this, and then sends nothing any more.
   */
  public void closeWithin(Duration patience) {
    producer.close(patience);
  }

  /** Gives up samples that are not acknowledged yet; call {@link #flush} first. */
  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }

  private void answered(RecordMetadata metadata, Exception exception) {
    if (exception == null) {
      acknowledged.incrementAndGet();
    } else {
      failure.compareAndSet(null, exception);
    }
  }

  private void requireNoFailure() {
    Exception first = failure.get();
    if (first instanceof TimeoutException) {
      throw new TopicException(
          "records were not acknowledged in topic "
              + topic
              + " within "
              + Shown.span(deliveryTimeout(access))
              + "; check that enough replicas are in sync, and the broker's log",
          first);
    }
    if (first != null) {
      throw access.failure(topic, first);
    }
  }

  /** Long enough for a partition to get another leader. */
  private static Duration deliveryTimeout(ClusterAccess access) {
    return access.timeout().multipliedBy(4);
  }

  private static Properties properties(ClusterAccess access) {
    Properties properties = access.bounded();
    String delivery = String.valueOf(deliveryTimeout(access).toMillis());
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "5");
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, String.valueOf(MAX_REQUEST_BYTES));
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, String.valueOf(2L * MAX_REQUEST_BYTES));
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, delivery);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, delivery);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, "5");
    properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    properties.put(
        ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    return properties;
  }
}

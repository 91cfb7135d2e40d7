package io.rivulet.job.config.traffic;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How long a record waits for others to travel with. What the cluster's configuration or {@code
 * kafka.properties} set takes precedence.
 */
public enum Latency {

  /**
   * At most milliseconds at each step; fetches as Kafka has them by default. Batches are four times
   * as large, so that under load it is their time that sends them: a full batch takes along all
   * that have begun for its broker, and while another waits behind it each record wakes the sender.
   */
  LOW(5, 2, 64 << 10, 1, 500),

  /** As long as fuller buffers and batches cost less for each record. */
  THROUGHPUT(100, 50, 256 << 10, 64 << 10, 50);

  private final int bufferMillis;
  private final int lingerMillis;
  private final int batchBytes;
  private final int fetchBytes;
  private final int fetchMillis;

  Latency(int bufferMillis, int lingerMillis, int batchBytes, int fetchBytes, int fetchMillis) {
    this.bufferMillis = bufferMillis;
    this.lingerMillis = lingerMillis;
    this.batchBytes = batchBytes;
    this.fetchBytes = fetchBytes;
    this.fetchMillis = fetchMillis;
  }

  /** The longest time that a record waits in a buffer between two operators. */
  public Duration bufferTimeout() {
    return Duration.ofMillis(bufferMillis);
  }

  /** Properties of the producers of the sinks. */
  public Map<String, String> producer() {
    return Map.of(
        ProducerConfig.LINGER_MS_CONFIG, String.valueOf(lingerMillis),
        ProducerConfig.BATCH_SIZE_CONFIG, String.valueOf(batchBytes));
  }

  /** Properties of the consumers of samples. */
  public Map<String, String> consumer() {
    return Map.of(
        ConsumerConfig.FETCH_MIN_BYTES_CONFIG, String.valueOf(fetchBytes),
        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, String.valueOf(fetchMillis));
  }

  /** As written in the configuration. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package io.rivulet.cli.quickstart;

import io.rivulet.cli.console.Failure;
import io.rivulet.cli.kafka.CommandAccess;
import io.rivulet.client.topic.ClusterAccess;
import io.rivulet.client.topic.PublishedWeights;
import io.rivulet.client.topic.SampleProducer;
import io.rivulet.client.topic.WeightTopicReader;
import io.rivulet.experiment.digits.DigitSample;
import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.config.KafkaSettings;
import io.rivulet.job.config.TopicNames;
import io.rivulet.job.kafka.TopicAdmin;
import io.rivulet.job.kafka.TopicPlan;
import io.rivulet.record.WeightRecord;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The topics of the quick start: sends the samples, reads the weights, and counts records. */
final class DigitTopics implements AutoCloseable {

  private static final int PARTITIONS = 2;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final JobConfiguration configuration;
  private final SampleProducer samples;
  private final WeightTopicReader weights;
  private final Admin admin;
  private long weightRecords;

  DigitTopics(String bootstrapServers) {
    this.configuration = configuration(bootstrapServers);
    Properties properties = configuration.kafka().clientProperties();
    ClusterAccess access = CommandAccess.with(properties);
    this.samples = new SampleProducer(access, names().samples());
    this.weights = WeightTopicReader.ofAll(access, names().weights());
    this.admin = Admin.create(properties);
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
    byte[] value = digit.json();
    models.forEach(model -> samples.send(model, value));
    samples.flush();
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

  /** Weight records that arrived within the time. */
  List<WeightRecord> poll(Duration time) {
    List<WeightRecord> records = weights.poll(time).stream().map(PublishedWeights::record).toList();
    weightRecords += records.size();
    return records;
  }

  /** Waits until the job has committed to have read so many samples. */
  void awaitCommitted(long count, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (committedSamples() < count && System.nanoTime() < deadline) {
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

  /** How many dead letters the job has published by now. */
  long deadLetters() {
    Map<TopicPartition, OffsetSpec> newest = new HashMap<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      newest.put(new TopicPartition(names().deadLetter(), partition), OffsetSpec.latest());
    }
    return acknowledged(admin.listOffsets(newest).all()).values().stream()
        .mapToLong(ListOffsetsResultInfo::offset)
        .sum();
  }

  @Override
  public void close() {
    samples.close();
    weights.close();
    admin.close(Duration.ofSeconds(5));
  }

  private TopicNames names() {
    return configuration.topics();
  }

  private static JobConfiguration configuration(String bootstrapServers) {
    return JobConfiguration.read("--kafka.bootstrap.servers", bootstrapServers);
  }
}

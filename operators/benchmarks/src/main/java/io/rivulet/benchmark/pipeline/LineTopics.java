package io.rivulet.benchmark.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The topics of one case: the samples, which stay, and all others, which are new for every run.
 * {@code rivulet topics create} makes them first; from then on they are made as it made them.
 */
final class LineTopics implements AutoCloseable {

  static final int PARTITIONS = 4;

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(100);

  private final String prefix;
  private final Admin admin;
  private final Map<String, Map<String, String>> outputs = new TreeMap<>();

  private LineTopics(String prefix, Admin admin) {
    this.prefix = prefix;
    this.admin = admin;
  }

  static LineTopics create(LocalLine line, String prefix) {
    line.checkout()
        .rivulet(
            "topics",
            "create",
            "--bootstrap-servers=" + line.bootstrapServers(),
            "--prefix=" + prefix,
            "--partitions=" + PARTITIONS);
    Properties properties = new Properties();
    properties.put("bootstrap.servers", line.bootstrapServers());
    LineTopics topics = new LineTopics(prefix, Admin.create(properties));
    topics.remember();
    return topics;
  }

  private void remember() {
    List<ConfigResource> topics = new ArrayList<>();
    for (String name : answer(admin.listTopics().names())) {
      if (name.startsWith(prefix) && !name.equals(samples())) {
        topics.add(new ConfigResource(ConfigResource.Type.TOPIC, name));
      }
    }
    answer(admin.describeConfigs(topics).all())
        .forEach((topic, config) -> outputs.put(topic.name(), ownSettings(config.entries())));
  }

  private static Map<String, String> ownSettings(Iterable<ConfigEntry> entries) {
    Map<String, String> settings = new HashMap<>();
    for (ConfigEntry entry : entries) {
      if (entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG) {
        settings.put(entry.name(), entry.value());
      }
    }
    return settings;
  }

  String prefix() {
    return prefix;
  }

  String samples() {
    return prefix + "samples";
  }

  String weights() {
    return prefix + "weights";
  }

  String predictions() {
    return prefix + "predictions";
  }

  String deadLetters() {
    return prefix + "dead-letter";
  }

  /** Empties all topics but the samples, by making them anew. */
  void renewOutputs() {
    List<String> names = List.copyOf(outputs.keySet());
    answer(admin.deleteTopics(names).all());
    List<NewTopic> topics =
        names.stream()
            .map(name -> new NewTopic(name, PARTITIONS, (short) 1).configs(outputs.get(name)))
            .toList();
    create(topics);
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!takeRecords(names) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  /** The broker may still be deleting what had these names. */
  private void create(List<NewTopic> topics) {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    List<NewTopic> missing = topics;
    while (!missing.isEmpty()) {
      missing = missing.stream().filter(topic -> !created(topic)).toList();
      if (System.nanoTime() > deadline) {
        throw new BenchException("topics cannot be made anew: " + missing);
      }
    }
  }

  private boolean created(NewTopic topic) {
    try {
      admin.createTopics(List.of(topic)).all().get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        LockSupport.parkNanos(POLL.toNanos());
        return false;
      }
      throw new BenchException("the broker refused to make " + topic.name(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    }
  }

  /** A producer that comes before a partition has a leader may never get its first records in. */
  private boolean takeRecords(List<String> names) {
    try {
      for (String name : names) {
        admin.listOffsets(newest(name)).all().get();
      }
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw new BenchException("the broker does not know the topics", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    }
  }

  /** The number of records that were written to a topic since it is there. */
  long written(String topic) {
    return answer(admin.listOffsets(newest(topic)).all()).values().stream()
        .mapToLong(ListOffsetsResultInfo::offset)
        .sum();
  }

  private static Map<TopicPartition, OffsetSpec> newest(String topic) {
    return partitions(topic).stream()
        .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
  }

  static List<TopicPartition> partitions(String topic) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (int i = 0; i < PARTITIONS; i++) {
      partitions.add(new TopicPartition(topic, i));
    }
    return partitions;
  }

  private static <T> T answer(KafkaFuture<T> future) {
    try {
      return future.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new BenchException("the broker refused: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    }
  }

  @Override
  public void close() {
    List<String> all = new ArrayList<>(outputs.keySet());
    all.add(samples());
    answer(admin.deleteTopics(all).all());
    admin.close(Duration.ofSeconds(5));
  }
}

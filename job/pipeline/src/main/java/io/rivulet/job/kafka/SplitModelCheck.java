package io.rivulet.job.kafka;

import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.config.KafkaSettings;
import io.rivulet.job.config.TimeSpan;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the newest samples of each partition and names the models that occur in more than one:
 * their samples have no order, so their weights depend on chance.
 */
final class SplitModelCheck {

  private static final Pattern MODEL_ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int MOST_NAMED = 3;

  private final KafkaSettings settings;
  private final String topic;
  private final Duration timeout;

  private final Map<String, Places> placesOf = new HashMap<>();

  SplitModelCheck(JobConfiguration configuration, Duration timeout) {
    this.settings = configuration.kafka();
    this.topic = configuration.topics().samples();
    this.timeout = timeout;
  }

  List<Finding> findings(int partitions, NewestSamples samples) {
    List<TopicPartition> all =
        IntStream.range(0, partitions).mapToObj(i -> new TopicPartition(topic, i)).toList();
    boolean complete;
    try (KafkaConsumer<byte[], byte[]> reader = KafkaClients.reader(settings, timeout)) {
      complete = read(reader, all, samples);
    } catch (KafkaException e) {
      return List.of(
          Finding.warning(
              topic,
              "samples could not be read to look for split models ("
                  + e.getClass().getSimpleName()
                  + "); grant Read on the topic"));
    }
    Map<String, Places> split = new TreeMap<>(placesOf);
    split.values().removeIf(places -> places.several == null);
    if (!split.isEmpty()) {
      return List.of(splitModels(split));
    }
    return complete ? List.of() : List.of(incomplete());
  }

  /** False when time ran out first. */
  private boolean read(
      KafkaConsumer<byte[], byte[]> reader, List<TopicPartition> all, NewestSamples samples) {
    Map<TopicPartition, Long> ends = reader.endOffsets(all);
    Map<TopicPartition, Long> begins = begins(reader, all, samples.since(), ends);
    reader.assign(all);
    all.forEach(p -> reader.seek(p, Math.max(begins.get(p), ends.get(p) - samples.records())));
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      List<TopicPartition> done =
          reader.assignment().stream().filter(p -> reader.position(p) >= ends.get(p)).toList();
      if (done.size() == all.size()) {
        return true;
      }
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      reader.pause(done);
      for (ConsumerRecord<byte[], byte[]> sample : reader.poll(POLL)) {
        if (sample.timestamp() >= samples.since()) {
          note(sample);
        }
      }
    }
  }

  /** Offsets of the first samples from this time on, which may be none. */
  private static Map<TopicPartition, Long> begins(
      KafkaConsumer<byte[], byte[]> reader,
      List<TopicPartition> all,
      long since,
      Map<TopicPartition, Long> ends) {
    if (since <= 0) {
      return reader.beginningOffsets(all);
    }
    Map<TopicPartition, Long> times = new HashMap<>();
    all.forEach(p -> times.put(p, since));
    Map<TopicPartition, Long> begins = new HashMap<>(ends);
    reader
        .offsetsForTimes(times)
        .forEach((p, first) -> begins.put(p, first == null ? ends.get(p) : first.offset()));
    return begins;
  }

  /** Keys that are no model id are rejected by the job, and not repeated here. */
  private void note(ConsumerRecord<byte[], byte[]> sample) {
    if (sample.key() == null) {
      return;
    }
    String model = new String(sample.key(), StandardCharsets.UTF_8);
    if (!MODEL_ID.matcher(model).matches()) {
      return;
    }
    Places before = placesOf.putIfAbsent(model, new Places(sample));
    if (before != null) {
      before.add(sample);
    }
  }

  private Finding splitModels(Map<String, Places> split) {
    String named =
        split.entrySet().stream()
            .limit(MOST_NAMED)
            .map(entry -> entry.getKey() + " in partitions " + entry.getValue().several.keySet())
            .collect(Collectors.joining(", "));
    long last = split.values().stream().mapToLong(Places::lastBeside).max().orElseThrow();
    return Finding.error(
        topic,
        split.size()
            + " model(s) have samples in more than one partition, so their order is lost: "
            + named
            + "; let all producers hash keys in the same way (partitioner=murmur2_random in"
            + " librdkafka clients), and after adding partitions wait until the old samples are"
            + " learned or have expired; the last sample out of place is of "
            + Instant.ofEpochMilli(last)
            + "; --since with a later time leaves out what is already mended");
  }

  private Finding incomplete() {
    return Finding.warning(
        topic,
        "not all samples asked for could be read within "
            + TimeSpan.format(timeout)
            + " to look for split models; ask for fewer, or allow more time");
  }

  /** Where samples of one model lie: the partitions, and the newest timestamp in each. */
  private static final class Places {

    private final int partition;
    private long newest;

    /** By partition; null while there is one. */
    private Map<Integer, Long> several;

    Places(ConsumerRecord<byte[], byte[]> sample) {
      partition = sample.partition();
      newest = sample.timestamp();
    }

    void add(ConsumerRecord<byte[], byte[]> sample) {
      if (several == null && sample.partition() == partition) {
        newest = Math.max(newest, sample.timestamp());
        return;
      }
      several = several == null ? new TreeMap<>(Map.of(partition, newest)) : several;
      several.merge(sample.partition(), sample.timestamp(), Math::max);
    }

    /** The newest time of a sample outside the partition of the newest one. */
    long lastBeside() {
      return several.values().stream()
          .sorted(Comparator.reverseOrder())
          .skip(1)
          .findFirst()
          .orElseThrow();
    }
  }
}

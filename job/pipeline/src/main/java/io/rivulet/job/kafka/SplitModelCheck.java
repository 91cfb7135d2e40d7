package io.rivulet.job.kafka;

import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.config.KafkaSettings;
import io.rivulet.job.config.TimeSpan;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the newest samples of each partition and tells the models that occur in more than one:
 * their samples have no order, so their weights depend on chance.
 */
final class SplitModelCheck {

  private static final Pattern MODEL_ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int MOST_NAMED = 3;

  private final KafkaSettings settings;
  private final String topic;
  private final Duration timeout;
  private final Map<String, Integer> partitionOf = new HashMap<>();
  private final Map<String, TreeSet<Integer>> split = new TreeMap<>();

  SplitModelCheck(JobConfiguration configuration, Duration timeout) {
    this.settings = configuration.kafka();
    this.topic = configuration.topics().samples();
    this.timeout = timeout;
  }

  List<Finding> findings(int partitions, int records) {
    List<TopicPartition> all =
        IntStream.range(0, partitions).mapToObj(i -> new TopicPartition(topic, i)).toList();
    boolean complete;
    try (KafkaConsumer<byte[], byte[]> reader = KafkaClients.reader(settings, timeout)) {
      complete = read(reader, all, records);
    } catch (KafkaException e) {
      return List.of(
          Finding.warning(
              topic,
              "samples could not be read to look for split models ("
                  + e.getClass().getSimpleName()
                  + "); grant Read on the topic"));
    }
    if (!split.isEmpty()) {
      return List.of(splitModels());
    }
    return complete ? List.of() : List.of(incomplete());
  }

  /** False when time ran out first. */
  private boolean read(
      KafkaConsumer<byte[], byte[]> reader, List<TopicPartition> all, int records) {
    Map<TopicPartition, Long> ends = reader.endOffsets(all);
    Map<TopicPartition, Long> begins = reader.beginningOffsets(all);
    reader.assign(all);
    all.forEach(p -> reader.seek(p, Math.max(begins.get(p), ends.get(p) - records)));
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
      reader.poll(POLL).forEach(this::note);
    }
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
    Integer first = partitionOf.putIfAbsent(model, sample.partition());
    if (first != null && first != sample.partition()) {
      TreeSet<Integer> partitions = split.computeIfAbsent(model, unused -> new TreeSet<>());
      partitions.add(first);
      partitions.add(sample.partition());
    }
  }

  private Finding splitModels() {
    String named =
        split.entrySet().stream()
            .limit(MOST_NAMED)
            .map(entry -> entry.getKey() + " in partitions " + entry.getValue())
            .collect(Collectors.joining(", "));
    return Finding.error(
        topic,
        split.size()
            + " model(s) have samples in more than one partition, so their order is lost: "
            + named
            + "; let all producers hash keys alike (partitioner=murmur2_random in librdkafka clients), and after"
            + " adding partitions let the old samples be learned or expire first");
  }

  private Finding incomplete() {
    return Finding.warning(
        topic,
        "not all samples asked for could be read within "
            + TimeSpan.format(timeout)
            + " to look for split models; ask for fewer, or allow more time");
  }
}

package io.rivulet.cli.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.client.topic.PublishedWeights;
import io.rivulet.client.topic.WholeWeights;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the weights topic shows of one model in parts, of which only digests are kept. */
final class PartedAudit {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final LifeTopics topics;
  private final WholeWeights whole = new WholeWeights();
  private final Map<Long, String> versions = new TreeMap<>();
  private final Map<String, Integer> partitions = new TreeMap<>();
  private final Set<String> ended = new TreeSet<>();
  private final List<String> broken = new ArrayList<>();
  private int longest;

  PartedAudit(LifeTopics topics) {
    this.topics = topics;
  }

  static String digest(byte[] json) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads until the condition holds; gives up when nothing new has come for long. */
  void readUntil(BooleanSupplier reached) {
    long heard = System.nanoTime();
    while (!reached.getAsBoolean()) {
      List<ConsumerRecord<byte[], byte[]>> records = topics.poll();
      records.forEach(this::read);
      assertThat(broken).isEmpty();
      heard = records.isEmpty() ? heard : System.nanoTime();
      assertThat(System.nanoTime() - heard)
          .as("nanoseconds without a record, after versions %s", versions.keySet())
          .isLessThan(PATIENCE.toNanos());
    }
  }

  private void read(ConsumerRecord<byte[], byte[]> record) {
    if (record.topic().equals(topics.names().deadLetter())) {
      broken.add(LifeTopics.header(record, "rivulet-message"));
    } else if (record.topic().equals(topics.names().weights())) {
      weights(record);
    }
  }

  private void weights(ConsumerRecord<byte[], byte[]> record) {
    String key = LifeTopics.text(record.key());
    partitions.put(key, record.partition());
    if (record.value() == null) {
      ended.add(key);
    } else {
      longest = Math.max(longest, record.value().length);
      ended.remove(key);
    }
    whole.accept(record).filter(published -> !published.isDeletion()).ifPresent(this::version);
  }

  /** Reading a version compares its checksum. */
  private void version(PublishedWeights published) {
    long version = published.record().version();
    String digest = digest(published.json());
    String before = versions.put(version, digest);
    if (before != null && !before.equals(digest)) {
      broken.add("version " + version + " is repeated with other bytes");
    }
  }

  /** The digest of each version of which all parts have come. */
  Map<Long, String> versions() {
    return versions;
  }

  /** The partition of each key. */
  Map<String, Integer> partitions() {
    return partitions;
  }

  /** The keys whose last record has no value. */
  Set<String> ended() {
    return ended;
  }

  /** The bytes of the longest value. */
  int longest() {
    return longest;
  }
}

package io.rivulet.cli.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.record.WeightRecord;
import io.rivulet.wire.WeightRecordJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a reader of the weights and dead-letter topics has seen, in the order in which it came. */
final class Audit {

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Map<String, Map<Long, String>> weights = new TreeMap<>();
  private final Map<String, Long> newest = new HashMap<>();
  private final Map<String, String> deadLetters = new TreeMap<>();
  private final List<String> broken = new ArrayList<>();
  private int repeatedWeights;
  private int repeatedDeadLetters;

  /** Reads until the condition holds; gives up when nothing new has come for long. */
  void readUntil(BooleanSupplier reached, LineUnderTest line) {
    long heard = System.nanoTime();
    while (!reached.getAsBoolean()) {
      List<ConsumerRecord<byte[], byte[]>> records = line.poll();
      records.forEach(record -> read(record, line));
      heard = records.isEmpty() ? heard : System.nanoTime();
      assertThat(System.nanoTime() - heard)
          .as("nanoseconds without a record, after %d weight records", distinctWeights())
          .isLessThan(PATIENCE.toNanos());
    }
  }

  private void read(ConsumerRecord<byte[], byte[]> record, LineUnderTest line) {
    if (record.topic().equals(line.weights())) {
      weights(record);
    } else {
      deadLetter(record);
    }
  }

  private void weights(ConsumerRecord<byte[], byte[]> record) {
    String json = text(record.value());
    WeightRecord read = WeightRecordJson.read(record.value());
    String before =
        weights.computeIfAbsent(read.model(), id -> new TreeMap<>()).put(read.version(), json);
    if (before != null) {
      repeatedWeights++;
      if (!before.equals(json)) {
        broken.add("repeated with other bytes: " + json);
      }
      return;
    }
    long previous = newest.getOrDefault(read.model(), WeightRecord.NONE);
    if (read.previous() != previous) {
      broken.add("previous is " + read.previous() + " after version " + previous + ": " + json);
    }
    newest.put(read.model(), read.version());
  }

  private void deadLetter(ConsumerRecord<byte[], byte[]> record) {
    String position = header(record, "rivulet-partition") + ":" + header(record, "rivulet-offset");
    String reason = header(record, "rivulet-reason");
    String before = deadLetters.put(position, reason);
    repeatedDeadLetters += before == null ? 0 : 1;
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return text(record.headers().lastHeader(name).value());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  int distinctWeights() {
    return weights.values().stream().mapToInt(Map::size).sum();
  }

  int distinctDeadLetters() {
    return deadLetters.size();
  }

  /**
   * Byte for byte what the reference published, in one unbroken chain, and every bad record once.
   */
  void assertEquals(Reference reference) {
    assertThat(broken).isEmpty();
    assertThat(weights).isEqualTo(reference.weights());
    assertThat(deadLetters).isEqualTo(reference.rejected());
  }

  void assertNoRepeats() {
    assertThat(repeatedWeights).isZero();
    assertThat(repeatedDeadLetters).isZero();
  }
}

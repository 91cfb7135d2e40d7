package io.rivulet.cli.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.record.WeightRecord;
import io.rivulet.wire.WeightRecordJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a reader of the weights and dead-letter topics has seen, in the order in which it came. */
final class Audit {

  private final Map<String, Map<Long, String>> weights = new TreeMap<>();
  private final Map<String, Long> newest = new HashMap<>();
  private final Map<String, String> deadLetters = new TreeMap<>();
  private final List<String> broken = new ArrayList<>();
  private int repeatedWeights;
  private int repeatedDeadLetters;

  void weights(ConsumerRecord<byte[], byte[]> record) {
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

  void deadLetter(ConsumerRecord<byte[], byte[]> record) {
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

  /** Every weight record, by model and version, is byte for byte what the reference published. */
  void assertWeights(Map<String, Map<Long, String>> reference) {
    assertThat(broken).isEmpty();
    assertThat(weights).isEqualTo(reference);
  }

  void assertDeadLetters(Map<String, String> reasonByPosition) {
    assertThat(deadLetters).isEqualTo(reasonByPosition);
  }

  void assertNoRepeats() {
    assertThat(repeatedWeights).isZero();
    assertThat(repeatedDeadLetters).isZero();
  }
}

package io.rivulet.cli.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Holds what a job writes against a replay. Each topic must show, for each model, the values of the
 * replay in their order; after a failure it may go back to an earlier value and repeat from there.
 */
final class LifeAudit {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final LifeTopics topics;
  private final ReplayedLife replayed;
  private final Map<String, Integer> seen = new HashMap<>();
  private final Map<String, String> refusals = new TreeMap<>();
  private final Map<String, String> letters = new TreeMap<>();
  private final List<String> positions = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();
  private int returns;
  private int repeatedLetters;

  LifeAudit(LifeTopics topics, ReplayedLife replayed) {
    this.topics = topics;
    this.replayed = replayed;
  }

  /** Sends lines that the replay has taken already. */
  void send(List<LifeTopics.Line> lines) throws Exception {
    positions.addAll(topics.send(lines));
    replayed
        .refusals()
        .forEach(
            (line, refusal) -> {
              if (line < positions.size()) {
                refusals.put(positions.get(line.intValue()), refusal);
              }
            });
  }

  /** Reads until the job has written all that the replay gave. */
  void readWhole() {
    readUntil(this::isWhole);
  }

  void readUntil(BooleanSupplier reached) {
    long heard = System.nanoTime();
    while (!reached.getAsBoolean()) {
      List<ConsumerRecord<byte[], byte[]>> polled = topics.poll();
      polled.forEach(this::read);
      assertThat(broken).isEmpty();
      heard = polled.isEmpty() ? heard : System.nanoTime();
      assertThat(System.nanoTime() - heard)
          .as("nanoseconds without a record; missing are %s", missing())
          .isLessThan(PATIENCE.toNanos());
    }
  }

  private void read(ConsumerRecord<byte[], byte[]> record) {
    if (record.topic().equals(topics.names().deadLetter())) {
      letter(record);
    } else {
      value(record.topic(), LifeTopics.text(record.key()), LifeTopics.text(record.value()));
    }
  }

  private void letter(ConsumerRecord<byte[], byte[]> record) {
    String position = LifeTopics.position(record);
    String refusal =
        LifeTopics.header(record, "rivulet-reason")
            + ": "
            + LifeTopics.header(record, "rivulet-message");
    String before = letters.put(position, refusal);
    repeatedLetters += before == null ? 0 : 1;
    if (!refusal.equals(refusals.get(position))) {
      broken.add(position + " is refused, " + refusal + ", not " + refusals.get(position));
    }
  }

  private void value(String topic, String model, String value) {
    List<String> expected = replayed.values().getOrDefault(topic, Map.of()).get(model);
    String key = topic + " " + model;
    int next = seen.getOrDefault(key, 0);
    int at = expected == null ? -1 : Math.min(next, expected.size() - 1);
    while (at >= 0 && !expected.get(at).equals(value)) {
      at--;
    }
    if (at < 0) {
      broken.add(
          key
              + " shows "
              + cut(value)
              + " where the replay has "
              + (expected == null || next >= expected.size() ? "nothing" : cut(expected.get(next)))
              + " after "
              + (expected == null || next == 0 ? "nothing" : cut(expected.get(next - 1))));
      return;
    }
    returns += at < next ? 1 : 0;
    seen.put(key, at + 1);
  }

  private static String cut(String value) {
    return value.substring(0, Math.min(400, value.length()));
  }

  /** How many values and refusals the replay has given so far. */
  int due() {
    return replayed.values().values().stream()
            .flatMap(models -> models.values().stream())
            .mapToInt(List::size)
            .sum()
        + refusals.size();
  }

  /** How many of them were read. */
  int arrived() {
    return seen.values().stream().mapToInt(Integer::intValue).sum() + letters.size();
  }

  /** How often a topic went back for a model, and how many dead letters were repeated. */
  int repeats() {
    return returns + repeatedLetters;
  }

  boolean isWhole() {
    return missing().isEmpty();
  }

  private List<String> missing() {
    List<String> missing = new ArrayList<>();
    replayed
        .values()
        .forEach(
            (topic, models) ->
                models.forEach(
                    (model, values) -> {
                      String key = topic + " " + model;
                      if (seen.getOrDefault(key, 0) < values.size()) {
                        missing.add(key + " from " + cut(values.get(seen.getOrDefault(key, 0))));
                      }
                    }));
    refusals.forEach(
        (position, refusal) -> {
          if (!letters.containsKey(position)) {
            missing.add(position + " " + refusal);
          }
        });
    return missing;
  }

  /** What was read is the replay, whole, and nothing else comes. */
  void assertWhole() {
    for (int i = 0; i < 10; i++) {
      topics.poll().forEach(this::read);
    }
    assertThat(broken).isEmpty();
    assertThat(missing()).isEmpty();
    assertThat(letters).isEqualTo(refusals);
  }
}

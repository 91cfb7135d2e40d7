package io.rivulet.cli.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.control.Ack;
import io.rivulet.record.WeightRecord;
import io.rivulet.wire.WeightRecordJson;
import io.rivulet.wire.control.AckJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Everything that a job has written so far. */
final class SeenRecords {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final LifeTopics topics;
  private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

  SeenRecords(LifeTopics topics) {
    this.topics = topics;
  }

  /** Reads until the condition holds. */
  void await(BooleanSupplier reached) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!reached.getAsBoolean()) {
      assertThat(System.nanoTime() - deadline).as("not reached, %s", this).isNegative();
      records.addAll(topics.poll());
    }
  }

  /** The values of a topic, "null" for a tombstone. */
  List<String> values(String topic, String model) {
    byte[] key = model.getBytes(StandardCharsets.UTF_8);
    return records.stream()
        .filter(each -> each.topic().equals(topic) && Arrays.equals(each.key(), key))
        .map(each -> LifeTopics.text(each.value()))
        .toList();
  }

  List<WeightRecord> weights(String model) {
    return values(topics.names().weights(), model).stream()
        .filter(value -> !value.equals("null"))
        .map(value -> WeightRecordJson.read(value.getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  WeightRecord newest(String model) {
    List<WeightRecord> all = weights(model);
    return all.get(all.size() - 1);
  }

  List<Ack> acks(String model) {
    return values(topics.names().controlAcks(), model).stream()
        .map(value -> AckJson.read(value.getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  /** The dead letters of a reason. */
  List<ConsumerRecord<byte[], byte[]>> letters(String reason) {
    return records.stream()
        .filter(each -> each.topic().equals(topics.names().deadLetter()))
        .filter(each -> LifeTopics.header(each, "rivulet-reason").equals(reason))
        .toList();
  }

  @Override
  public String toString() {
    return records.size()
        + " records seen, the last: "
        + records.stream()
            .skip(Math.max(0, records.size() - 8))
            .map(each -> each.topic() + " " + LifeTopics.text(each.key()))
            .toList();
  }
}

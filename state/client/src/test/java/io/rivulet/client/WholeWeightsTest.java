package io.rivulet.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.client.topic.NewestWeights;
import io.rivulet.client.topic.PublishedWeights;
import io.rivulet.client.topic.WholeWeights;
import io.rivulet.record.WeightRecord;
import io.rivulet.testing.Seeds;
import io.rivulet.wire.WeightRecordJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A version is in effect when all its parts are there, and the last whole one until then. */
final class WholeWeightsTest {

  private final WholeWeights whole = new WholeWeights();
  private final ModelTable table = new ModelTable();

  static LongStream seeds() {
    return Seeds.first(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void accept_logOfAJobThatFails_holdsTheNewestWholeVersionAtEachRecord(long seed) {
    PartedLog log = new PartedLog(new Random(seed));
    for (int i = 0; i < 12; i++) {
      log.write();
    }

    followEachRecord(log);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void accept_compactedLog_holdsTheNewestWholeVersionAtEachRecord(long seed) {
    PartedLog log = new PartedLog(new Random(seed));
    for (int i = 0; i < 12; i++) {
      log.write();
      if (i % 3 == 0) {
        log.compact();
      }
    }

    followEachRecord(log);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void newest_compactedLog_isWhatAFollowerHolds(long seed) {
    PartedLog log = new PartedLog(new Random(seed));
    for (int i = 0; i < 12; i++) {
      log.write();
    }
    log.compact();

    List<PublishedWeights> published = new ArrayList<>();
    for (int i = 0; i < log.entries.size(); i++) {
      whole.accept(PartedLog.kafka(log.entries.get(i), i)).ifPresent(published::add);
    }
    NewestWeights newest = NewestWeights.of(published);

    for (String model : List.of("a", "b", "c")) {
      assertThat(newest.of(model).map(held -> text(held.json())))
          .isEqualTo(
              log.newest(model, log.entries.size())
                  .map(held -> text(WeightRecordJson.write(held))));
    }
  }

  private void followEachRecord(PartedLog log) {
    for (int i = 0; i < log.entries.size(); i++) {
      String model = log.entries.get(i).model();
      whole.accept(PartedLog.kafka(log.entries.get(i), i)).ifPresent(table::accept);

      assertThat(Optional.ofNullable(table.models().get(model)).map(WholeWeightsTest::rank))
          .as("after record %s", i)
          .isEqualTo(log.newest(model, i + 1).map(WholeWeightsTest::rank));
    }
    assertThat(table.broken()).isEmpty();
  }

  @Test
  void accept_brokenPart_isToldAndTheLastWholeVersionStays() {
    PartedLog log = new PartedLog(new Random(1));
    while (log.entries.stream().noneMatch(each -> each.of() > 1 && each.version() != null)) {
      log.write();
    }
    int at = 0;
    while (log.entries.get(at).of() == 1 || log.entries.get(at).version() == null) {
      at++;
    }
    PartedLog.Entry part = log.entries.get(at);
    PartedLog.Entry misplaced =
        new PartedLog.Entry(
            part.model(), part.version(), part.number() + 1, part.of(), part.json());

    whole.accept(PartedLog.kafka(misplaced, 0)).ifPresent(table::accept);

    assertThat(table.models()).isEmpty();
    assertThat(table.broken()).containsOnlyKeys(part.model());
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }

  private static List<Object> rank(PublishedModel model) {
    return rank(model.record());
  }

  private static List<Object> rank(WeightRecord record) {
    return List.of(
        record.incarnation(),
        record.version(),
        WeightRecordJson.checksum(record.rows(), record.columns(), record.w()));
  }
}

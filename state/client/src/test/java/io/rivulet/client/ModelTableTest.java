package io.rivulet.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.client.topic.PublishedWeights;
import io.rivulet.record.WeightRecord;
import io.rivulet.testing.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What records leave of models, whatever the order and the repeats that they come in. */
final class ModelTableTest {

  private final ModelTable table = new ModelTable();

  static LongStream seeds() {
    return Seeds.first(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void accept_logWithRepeatsTombstonesAndBrokenRecords_leavesTheHighestBehindTheLastTombstone(
      long seed) {
    WeightLog log = new WeightLog(new Random(seed));
    for (int i = 0; i < 60; i++) {
      log.write();
    }

    log.records.forEach(table::accept);

    assertThat(held()).isEqualTo(log.expected());
    assertThat(table.broken().keySet()).isEqualTo(log.lastBroken());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void accept_partsInAnyInterleaving_leaveTheSame(long seed) {
    Random random = new Random(seed);
    WeightLog log = new WeightLog(random);
    for (int i = 0; i < 60; i++) {
      log.write();
    }

    interleaved(log.records, random).forEach(table::accept);

    assertThat(held()).isEqualTo(log.expected());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void accept_anyOrderWithoutTombstones_leavesTheHighest(long seed) {
    Random random = new Random(seed);
    List<PublishedWeights> records = new ArrayList<>();
    for (int incarnation = 1; incarnation <= 3; incarnation++) {
      for (int version = 0; version < 8; version++) {
        records.add(
            Weights.published(
                Weights.record(
                    "m", incarnation, version, version - 1, incarnation * 10 + version)));
      }
    }
    records.addAll(records.subList(random.nextInt(12), 12 + random.nextInt(12)));
    Collections.shuffle(records, random);

    records.forEach(table::accept);

    assertThat(held()).isEqualTo(Map.of("m", "3.7=37.0"));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void missed_recordsThatNeverArrive_areCountedOnce(long seed) {
    Random random = new Random(seed);
    List<PublishedWeights> arrived = new ArrayList<>();
    long lost = 0;
    long previous = WeightRecord.NONE;
    long version = 0;
    boolean lostBefore = true;
    for (int i = 0; i < 40; i++) {
      version += 1 + random.nextInt(3);
      boolean lose = !lostBefore && i < 39 && random.nextInt(3) == 0;
      if (lose) {
        lost++;
      } else {
        arrived.add(Weights.published(Weights.record("m", 1, version, previous, 0.5)));
        int again = arrived.size() - 1 - random.nextInt(Math.min(3, arrived.size()));
        if (random.nextInt(4) == 0) {
          arrived.addAll(List.copyOf(arrived.subList(again, arrived.size())));
        }
      }
      lostBefore = lose;
      previous = version;
    }

    long told =
        arrived.stream()
            .flatMap(each -> table.accept(each).stream())
            .filter(ModelUpdate::missed)
            .count();

    assertThat(table.missed()).isEqualTo(lost);
    assertThat(told).isEqualTo(lost);
    assertThat(table.models().get("m").missed()).isEqualTo(lost);
  }

  @Test
  void missed_firstRecordOfAnIncarnation_isSeenByThatItNamesAnother() {
    table.accept(Weights.published(Weights.record("m", 1, 5, 4, 0.5)));
    table.accept(Weights.published(Weights.record("m", 2, 0, WeightRecord.NONE, 0.5)));
    long whole = table.missed();
    table.accept(Weights.published(Weights.record("m", 3, 2, 1, 0.5)));

    assertThat(whole).isZero();
    assertThat(table.missed()).isOne();
  }

  @Test
  void missed_announcementOfTheVersionInEffect_isNone() {
    table.accept(Weights.published(Weights.record("m", 1, 5, 4, 0.5)));
    table.accept(Weights.published(Weights.record("m", 1, 5, 5, 0.5)));
    table.accept(Weights.published(Weights.record("m", 1, 6, 5, 0.5)));

    assertThat(table.missed()).isZero();
  }

  @Test
  void accept_sameVersionTwice_takesTheLater() {
    table.accept(Weights.published(Weights.record("m", 1, 5, 4, 0.5)));
    table.accept(Weights.published(Weights.record("m", 1, 5, 4, 0.25)));

    assertThat(held()).isEqualTo(Map.of("m", "1.5=0.25"));
  }

  @Test
  void accept_tombstone_bringsTheModelBackWithAnyLaterRecord() {
    table.accept(Weights.published(Weights.record("m", 7, 5, 4, 0.5)));
    Optional<ModelUpdate> deleted = table.accept(Weights.tombstone("m"));
    Optional<ModelUpdate> again = table.accept(Weights.tombstone("m"));
    table.accept(Weights.published(Weights.record("m", 1, 1, WeightRecord.NONE, 0.25)));

    assertThat(deleted.orElseThrow().kind()).isEqualTo(ModelUpdate.Kind.DELETED);
    assertThat(again).isEmpty();
    assertThat(held()).isEqualTo(Map.of("m", "1.1=0.25"));
  }

  /** Learned, rolled back, announced, deleted and created anew. */
  @Test
  void accept_lifeOfAModel_followsTheIncarnationsAndMissesNothing() {
    List<PublishedWeights> life =
        List.of(
            Weights.published(Weights.record("m", 1, 8, WeightRecord.NONE, 1)),
            Weights.published(Weights.record("m", 1, 9, 8, 2)),
            Weights.published(Weights.record("m", 2, 5, WeightRecord.NONE, 3)),
            Weights.published(Weights.record("m", 1, 9, 8, 2)),
            Weights.published(Weights.record("m", 2, 5, 5, 4)),
            Weights.tombstone("m"),
            Weights.published(Weights.record("m", 3, 0, WeightRecord.NONE, 5)),
            Weights.published(Weights.record("m", 2, 5, 5, 4)),
            Weights.published(Weights.record("m", 3, 1, 0, 6)));

    List<String> effects = new ArrayList<>();
    for (PublishedWeights each : life) {
      table.accept(each);
      effects.add(held().getOrDefault("m", "gone"));
    }

    assertThat(effects)
        .containsExactly(
            "1.8=1.0", "1.9=2.0", "2.5=3.0", "2.5=3.0", "2.5=4.0", "gone", "3.0=5.0", "3.0=5.0",
            "3.1=6.0");
    assertThat(table.missed()).isZero();
  }

  @Test
  void accept_failedChecksum_keepsWhatWasInEffect() {
    WeightRecord sound = Weights.record("m", 1, 1, WeightRecord.NONE, 0.5);
    WeightRecord next = Weights.record("m", 1, 2, 1, 0.75);
    table.accept(Weights.published(sound));

    ModelUpdate update =
        table
            .accept(new PublishedWeights("m", Weights.corrupted(next), "weights 2:17", true))
            .orElseThrow();

    assertThat(update.kind()).isEqualTo(ModelUpdate.Kind.BROKEN);
    assertThat(update.fault()).contains("'m' at weights 2:17").contains("checksum");
    assertThat(update.model().version()).isOne();
    assertThat(table.broken()).containsOnlyKeys("m");
    table.accept(Weights.published(Weights.record("m", 1, 3, 2, 0.25)));
    assertThat(table.broken()).isEmpty();
    assertThat(table.missed()).isOne();
  }

  /** Weight n of version n: an answer that is not n is of a model that was never published. */
  @Test
  void find_whileRecordsArrive_isWholeAndNeverGoesBack() throws Exception {
    int last = 20_000;
    table.accept(Weights.published(Weights.record("m", 1, 0, WeightRecord.NONE, 0)));
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService readers = Executors.newFixedThreadPool(3);
    try {
      List<Future<Long>> seen = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        seen.add(readers.submit(() -> follow(done)));
      }
      for (int version = 1; version <= last; version++) {
        table.accept(Weights.published(Weights.record("m", 1, version, version - 1, version)));
      }
      done.set(true);
      for (Future<Long> each : seen) {
        assertThat(each.get()).isEqualTo(last);
      }
    } finally {
      readers.shutdownNow();
    }
  }

  private long follow(AtomicBoolean done) {
    long version = 0;
    boolean more = true;
    while (more) {
      more = !done.get();
      PublishedModel model = table.models().get("m");
      assertThat(model.version()).isGreaterThanOrEqualTo(version);
      assertThat(model.predict(1)).containsExactly((double) model.version());
      version = model.version();
    }
    return version;
  }

  /** Incarnation, version and weight of each model. */
  private Map<String, String> held() {
    Map<String, String> held = new TreeMap<>();
    table.models().forEach((id, model) -> held.put(id, rank(model.record())));
    return held;
  }

  static String rank(WeightRecord record) {
    return record.incarnation() + "." + record.version() + "=" + record.w()[0];
  }

  /** Keeps the order of each model's records and no other. */
  private static List<PublishedWeights> interleaved(List<PublishedWeights> log, Random random) {
    Map<String, List<PublishedWeights>> parts = new TreeMap<>();
    log.forEach(each -> parts.computeIfAbsent(each.model(), id -> new ArrayList<>()).add(each));
    List<List<PublishedWeights>> left = new ArrayList<>(parts.values());
    List<PublishedWeights> mixed = new ArrayList<>();
    while (!left.isEmpty()) {
      List<PublishedWeights> part = left.get(random.nextInt(left.size()));
      mixed.add(part.remove(0));
      left.removeIf(List::isEmpty);
    }
    return mixed;
  }
}

package io.rivulet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.client.topic.PublishedWeights;
import io.rivulet.record.Reason;
import io.rivulet.record.WeightRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
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
    return LongStream.range(0, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void accept_logWithRepeatsTombstonesAndBrokenRecords_leavesTheHighestBehindTheLastTombstone(
      long seed) {
    Log log = new Log(new Random(seed));
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
    Log log = new Log(random);
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

  @Test
  void predict_learnerOfANewerBuild_isRefused() {
    table.accept(Weights.published(Weights.record("m", "oracle", 1, 1, WeightRecord.NONE, 0.5)));

    PublishedModel model = table.models().get("m");

    assertThat(model.learner()).isEqualTo("oracle");
    assertThatThrownBy(() -> model.predict(1))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED))
        .hasMessageContaining("'oracle' is not in this build, which cannot answer x for it");
  }

  @Test
  void accept_membersOfANewerFormat_areSkipped() {
    WeightRecord record = Weights.record("m", 1, 1, WeightRecord.NONE, 0.5);
    String json = new String(Weights.json(record), StandardCharsets.UTF_8);
    String newer = json.replace("{\"model\"", "{\"schema\":{\"of\":[2]},\"model\"");

    table.accept(
        new PublishedWeights("m", newer.getBytes(StandardCharsets.UTF_8), "weights 0:0", true));

    assertThat(table.models().get("m").predict(3)).containsExactly(1.5);
  }

  @Test
  void predict_inputsThatANewerFormatDescribes_isRefused() {
    WeightRecord record = Weights.record("m", 1, 1, WeightRecord.NONE, 0.5);
    String json = new String(Weights.json(record), StandardCharsets.UTF_8);
    String newer =
        json.replace(",\"checksum\"", ",\"input\":[{\"name\":\"rpm\",\"spline\":3}],\"checksum\"");
    table.accept(
        new PublishedWeights("m", newer.getBytes(StandardCharsets.UTF_8), "weights 0:0", true));

    assertThatThrownBy(() -> table.models().get("m").predict(Map.of("rpm", 1)))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED))
        .hasMessageContaining("spline");
  }

  /** The checksum is one of the weights alone. */
  @Test
  void predict_hiddenLayerThatFitsNoReadOut_isRefused() {
    WeightRecord record = Weights.record("m", "online-net", 1, 1, WeightRecord.NONE, 0.5);
    String json = new String(Weights.json(record), StandardCharsets.UTF_8);
    String broken = json.replace("}", ",\"hidden\":{\"shape\":[2,3],\"w\":[0,0,0,0,0,0]}}");
    table.accept(
        new PublishedWeights("m", broken.getBytes(StandardCharsets.UTF_8), "weights 0:0", true));

    assertThatThrownBy(() -> table.models().get("m").predict(1))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("do not fit the hidden layer of shape 2 x 3");
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

  private static String rank(WeightRecord record) {
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

  /** A topic as a job writes it that fails now and then, with what it must leave. */
  private static final class Log {

    private final Random random;
    private final List<PublishedWeights> records = new ArrayList<>();
    private final Map<String, WeightRecord> newest = new TreeMap<>();

    Log(Random random) {
      this.random = random;
    }

    void write() {
      String id = List.of("a", "b", "c").get(random.nextInt(3));
      WeightRecord last = newest.get(id);
      int kind = random.nextInt(12);
      if (kind == 0) {
        records.add(Weights.tombstone(id));
      } else if (kind == 1 && last != null) {
        repeat(id);
      } else if (kind == 2 && last != null) {
        WeightRecord lost =
            Weights.record(id, last.incarnation(), last.version() + 9, last.version(), -1);
        records.add(new PublishedWeights(id, Weights.corrupted(lost), "weights 0:0", true));
      } else {
        boolean reborn = last == null || kind == 3;
        long incarnation = last == null ? 1 : last.incarnation() + (reborn ? 1 : 0);
        long version = reborn ? 0 : last.version() + 1;
        WeightRecord next =
            Weights.record(
                id,
                incarnation,
                version,
                reborn ? WeightRecord.NONE : last.version(),
                random.nextDouble());
        newest.put(id, next);
        records.add(Weights.published(next));
      }
    }

    /** The last records of a model once more. */
    private void repeat(String id) {
      List<PublishedWeights> own =
          records.stream().filter(each -> each.model().equals(id)).toList();
      records.addAll(own.subList(Math.max(0, own.size() - 3), own.size()));
    }

    /** From the whole log of a model at once: the greatest of the sound ones behind a tombstone. */
    Map<String, String> expected() {
      Map<String, String> expected = new TreeMap<>();
      for (String id : List.of("a", "b", "c")) {
        List<PublishedWeights> own =
            records.stream().filter(each -> each.model().equals(id)).toList();
        int first = 0;
        for (int i = 0; i < own.size(); i++) {
          first = own.get(i).isDeletion() ? i + 1 : first;
        }
        own.subList(first, own.size()).stream()
            .filter(each -> !broken(each))
            .map(PublishedWeights::record)
            .reduce((a, b) -> order(a) > order(b) ? a : b)
            .ifPresent(record -> expected.put(id, rank(record)));
      }
      return expected;
    }

    Set<String> lastBroken() {
      Map<String, Boolean> last = new TreeMap<>();
      records.forEach(each -> last.put(each.model(), !each.isDeletion() && broken(each)));
      last.values().removeIf(broken -> !broken);
      return last.keySet();
    }

    private static long order(WeightRecord record) {
      return 1_000 * record.incarnation() + record.version();
    }

    private static boolean broken(PublishedWeights each) {
      return new String(each.json(), StandardCharsets.UTF_8).contains("\"w\":[-1.0]");
    }
  }
}

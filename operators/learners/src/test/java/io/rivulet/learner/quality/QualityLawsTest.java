package io.rivulet.learner.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Catalogue;
import io.rivulet.learner.Draw;
import io.rivulet.learner.step.Answer;
import io.rivulet.learner.step.LearnerSpec;
import io.rivulet.quality.QualityRecord;
import io.rivulet.quality.QualityState;
import io.rivulet.wire.SpecJson;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The figures of windows of regressions. */
class QualityLawsTest {

  private static final int INCARNATION = 3;

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void add_anyStream_givesTheFiguresOfTheirDefinitions(long seed) {
    ComparedStream stream = new ComparedStream(seed);
    int every = stream.draw().between(1, 80);
    Quality quality = new Quality(new QualitySettings(every, null), stream.spec());
    QualityState state = quality.initialState();
    for (int window = 1; window <= 3; window++) {
      List<Compared> rows = stream.rows(every);

      List<QualityRecord> records = new ArrayList<>();
      for (Compared row : rows) {
        records.addAll(add(quality, state, List.of(row), 0));
      }

      assertThat(records).hasSize(1);
      assertThat(records.get(0).n()).isEqualTo(every);
      assertThat(records.get(0).window()).isEqualTo(window);
      assertFigures(records.get(0), new ExactFigures(rows));
    }
  }

  private static void assertFigures(QualityRecord record, ExactFigures exact) {
    double rounding = exact.relativeRounding();
    assertThat(record.mae()).isCloseTo(exact.mae(), within(rounding * exact.mae()));
    assertThat(record.rmse()).isCloseTo(exact.rmse(), within(rounding * exact.rmse()));
    assertThat(record.meanError()).isCloseTo(exact.meanError(), within(rounding * exact.mae()));
    assertSame(record.coverage(), exact.coverage());
    assertThat(record.accuracy()).isNaN();
    assertThat(record.logLoss()).isNaN();
    if (Double.isNaN(exact.r2())) {
      assertThat(record.r2()).isNaN();
    } else {
      assertThat(record.r2()).isCloseTo(exact.r2(), within(exact.roundingOfR2()));
    }
  }

  /** The same number, or both NaN. */
  private static void assertSame(Double figure, Double expected) {
    assertThat(figure).isEqualTo(expected);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void add_restoredBetweenAnyTwoSamples_changesNoBit(long seed) {
    ComparedStream stream = new ComparedStream(seed);
    DriftSettings drift = drift(stream, seed % 3 == 0);
    int every = seed % 3 == 1 ? 0 : stream.draw().between(1, 50);
    Quality quality = new Quality(new QualitySettings(every, drift), stream.spec());
    QualityState straight = quality.initialState();
    QualityState restored = quality.initialState();

    for (int i = 0; i < 200; i++) {
      List<Compared> rows = stream.rows(stream.draw().between(1, 3));
      List<QualityRecord> expected = add(quality, straight, rows, i);
      List<QualityRecord> actual = add(quality, restored, rows, i);
      restored = quality.read(quality.write(restored));

      assertThat(actual).isEqualTo(expected);
      assertThat(quality.write(restored)).isEqualTo(quality.write(straight));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void add_anyBatches_tumblesAtExactlyEveryRows(long seed) {
    ComparedStream stream = new ComparedStream(seed);
    int every = stream.draw().between(1, 30);
    Quality quality =
        new Quality(new QualitySettings(every, drift(stream, seed % 2 == 0)), stream.spec());
    QualityState state = quality.initialState();
    List<Compared> all = new ArrayList<>();
    long windows = 0;

    for (int version = 1; version <= 12; version++) {
      List<Compared> rows = stream.rows(stream.draw().between(1, 70));
      all.addAll(rows);
      List<QualityRecord> records = add(quality, state, rows, version);
      for (QualityRecord record : records) {
        assertThat(record.version()).isEqualTo(version);
        assertThat(record.incarnation()).isEqualTo(INCARNATION);
        assertThat(record.ts()).isEqualTo(1000 + version);
        assertThat(record.window()).isEqualTo(windows + 1);
        if (!record.drift()) {
          int end = (int) (record.window() * every);
          assertThat(record.n()).isEqualTo(every);
          assertFigures(record, new ExactFigures(all.subList(end - every, end)));
          windows++;
        }
      }
      assertThat(windows).isEqualTo(all.size() / every);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void add_batch_equalsItsRowsOneByOne(long seed) {
    ComparedStream stream = new ComparedStream(seed);
    Quality quality =
        new Quality(
            new QualitySettings(stream.draw().between(1, 20), drift(stream, true)), stream.spec());
    QualityState whole = quality.initialState();
    QualityState single = quality.initialState();

    for (int version = 1; version <= 20; version++) {
      List<Compared> rows = stream.rows(stream.draw().between(2, 50));
      List<QualityRecord> expected = new ArrayList<>();
      for (Compared row : rows) {
        expected.addAll(add(quality, single, List.of(row), version));
      }

      assertThat(add(quality, whole, rows, version)).isEqualTo(expected);
      assertThat(quality.write(whole)).isEqualTo(quality.write(single));
    }
  }

  /** A power of two rounds nothing, so that figures in other units are the same to the last bit. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void add_otherUnits_changesFiguresByThatUnitAlone(long seed) {
    ComparedStream stream = new ComparedStream(2 * seed + 1);
    double unit = Math.scalb(1.0, stream.draw().between(-500, 500));
    Quality quality = new Quality(new QualitySettings(40, null), stream.spec());
    List<Compared> rows = stream.rows(40);

    QualityRecord first = add(quality, quality.initialState(), rows, 1).get(0);
    List<Compared> scaled = rows.stream().map(row -> row.times(unit)).toList();
    QualityRecord second = add(quality, quality.initialState(), scaled, 1).get(0);

    assertThat(second.mae()).isEqualTo(first.mae() * unit);
    assertThat(second.rmse()).isEqualTo(first.rmse() * unit);
    assertThat(second.meanError()).isEqualTo(first.meanError() * unit);
    assertThat(second.r2()).isEqualTo(first.r2());
    assertSame(second.coverage(), first.coverage());
  }

  /** Targets that are multiples of 2^-20 do not round when 2^30 is added. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void add_targetsFarFromZero_changesNoBitOfR2(long seed) {
    Draw draw = new Draw(seed);
    List<Compared> rows = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      double y = Math.rint(draw.uniform(-1, 1) * 0x1p20) / 0x1p20;
      rows.add(new Compared(new double[] {y}, draw.normal(1), null));
    }
    Quality quality = new Quality(new QualitySettings(500, null), oneOutput());

    QualityRecord near = add(quality, quality.initialState(), rows, 1).get(0);
    List<Compared> moved = rows.stream().map(row -> row.shifted(0x1p30)).toList();
    QualityRecord far = add(quality, quality.initialState(), moved, 1).get(0);

    assertThat(far).isEqualTo(near);
    assertFigures(far, new ExactFigures(moved));
  }

  private static LearnerSpec<?> oneOutput() {
    return Catalogue.read(SpecJson.read("{\"learner\":\"greedy\",\"dimension\":1}"));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void add_numbersUpTo1e150_givesFiniteFigures(long seed) {
    Draw draw = new Draw(seed);
    Quality quality = new Quality(new QualitySettings(100, null), oneOutput());
    List<Compared> rows = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      double size = Math.pow(10, draw.between(-150, 150));
      rows.add(
          new Compared(
              new double[] {size * draw.uniform(-1, 1)},
              new double[] {size * draw.uniform(-1, 1)},
              new double[] {size}));
    }

    QualityRecord record = add(quality, quality.initialState(), rows, 1).get(0);

    assertThat(List.of(record.mae(), record.rmse(), record.r2(), record.meanError()))
        .allMatch(Double::isFinite);
    assertFigures(record, new ExactFigures(rows));
  }

  @Test
  void add_theLargestNumbers_leavesOutWhatIsNotFinite() {
    Quality quality =
        new Quality(
            new QualitySettings(100, new DriftSettings(0, 1, DriftAction.ALERT)), oneOutput());
    QualityState state = quality.initialState();
    double largest = Double.MAX_VALUE;
    List<Compared> rows = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      double y = i % 2 == 0 ? largest : -largest;
      rows.add(new Compared(new double[] {y}, new double[] {largest}, null));
    }

    for (QualityRecord record : add(quality, state, rows, 1)) {
      assertThat(List.of(record.mae(), record.rmse(), record.r2(), record.meanError()))
          .allMatch(figure -> Double.isFinite(figure) || Double.isNaN(figure));
    }
    assertThat(quality.write(quality.read(quality.write(state)))).isEqualTo(quality.write(state));
  }

  @Test
  void add_targetsThatDoNotVary_leavesOutTheirR2() {
    Quality quality = new Quality(new QualitySettings(3, null), oneOutput());
    Compared row = new Compared(new double[] {0.1}, new double[] {1}, null);

    QualityRecord record = add(quality, quality.initialState(), List.of(row, row, row), 1).get(0);

    assertThat(record.r2()).isNaN();
    assertThat(record.rmse()).isEqualTo(1);
  }

  @Test
  void add_answerWithoutATarget_countsForNothing() {
    Quality quality = new Quality(new QualitySettings(1, null), oneOutput());
    QualityState state = quality.initialState();
    Compared row = new Compared(new double[] {1}, new double[] {1}, null);

    for (Answer answer : List.of(Answer.NONE, Answer.of(new double[] {1}))) {
      assertThat(quality.add(state, Compared.example(List.of(row), 0), answer, "m", 1, 1))
          .isEmpty();
    }

    assertThat(quality.write(state)).isEqualTo(quality.write(quality.initialState()));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void add_alarmWhileEvaluating_reportsTheOpenWindowAndLeavesIt(long seed) {
    ComparedStream stream = new ComparedStream(seed);
    QualitySettings alone = new QualitySettings(70, null);
    Quality evaluating = new Quality(alone, stream.spec());
    Quality alarming = new Quality(new QualitySettings(70, drift(stream, true)), stream.spec());
    QualityState calm = evaluating.initialState();
    QualityState alarmed = alarming.initialState();
    List<Compared> window = new ArrayList<>();
    int alarms = 0;

    for (int version = 1; version <= 300; version++) {
      Compared row = stream.row(version <= 150 ? 1 : 10);
      window.add(row);
      List<QualityRecord> closed = add(evaluating, calm, List.of(row), version);
      for (QualityRecord record : add(alarming, alarmed, List.of(row), version)) {
        if (record.drift()) {
          alarms++;
          assertThat(record.n()).isEqualTo(window.size());
          assertFigures(record, new ExactFigures(window));
        } else {
          assertThat(List.of(record)).isEqualTo(closed);
        }
      }
      if (!closed.isEmpty()) {
        window.clear();
      }
    }
    assertThat(alarms).isPositive();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void add_alarmsAlone_reportWhatCameSinceTheLastOne(long seed) {
    ComparedStream stream = new ComparedStream(seed);
    Quality quality = new Quality(new QualitySettings(0, drift(stream, true)), stream.spec());
    QualityState state = quality.initialState();
    List<Compared> window = new ArrayList<>();
    long windows = 0;

    for (int version = 1; version <= 300; version++) {
      Compared row = stream.row(version <= 150 ? 1 : 10);
      window.add(row);
      for (QualityRecord record : add(quality, state, List.of(row), version)) {
        windows++;
        assertThat(record.drift()).isTrue();
        assertThat(record.window()).isEqualTo(windows);
        assertThat(record.n()).isEqualTo(window.size());
        assertFigures(record, new ExactFigures(window));
        window.clear();
      }
    }
    assertThat(windows).isPositive();
  }

  @Test
  void reconfigure_whatChanged_beginsAnew() {
    Compared row = new Compared(new double[] {1}, new double[] {1}, null);
    DriftSettings drift = new DriftSettings(0, 1, DriftAction.ALERT);
    QualitySettings before = new QualitySettings(10, drift);
    QualityState state = new Quality(before, oneOutput()).initialState();
    add(new Quality(before, oneOutput()), state, List.of(row, row, row), 1);
    byte[] untouched = new Quality(before, oneOutput()).write(state);

    new Quality(before, oneOutput()).reconfigure(state, before);
    assertThat(new Quality(before, oneOutput()).write(state)).isEqualTo(untouched);

    Quality shorter = new Quality(new QualitySettings(2, drift), oneOutput());
    shorter.reconfigure(state, before);
    assertThat(state.window().samples()).isZero();
    assertThat(add(shorter, state, List.of(row, row), 2)).hasSize(1);

    Quality calm = new Quality(new QualitySettings(2, null), oneOutput());
    calm.reconfigure(state, new QualitySettings(2, drift));
    QualityState next = calm.initialState();
    next.close();
    assertThat(calm.write(state)).isEqualTo(calm.write(next));
  }

  /** A detector for the units of the stream, that raises some alarms or none. */
  private static DriftSettings drift(ComparedStream stream, boolean alarms) {
    return new DriftSettings(0, alarms ? 5 * stream.scale() : Double.MAX_VALUE, DriftAction.ALERT);
  }

  private static List<QualityRecord> add(
      Quality quality, QualityState state, List<Compared> rows, long version) {
    return quality.add(
        state,
        Compared.example(rows, 1000 + version),
        Compared.answer(rows),
        "m",
        INCARNATION,
        version);
  }
}

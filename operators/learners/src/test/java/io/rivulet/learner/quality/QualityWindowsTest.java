package io.rivulet.learner.quality;

import static io.rivulet.learner.quality.QualityTrial.INCARNATION;
import static io.rivulet.learner.quality.QualityTrial.add;
import static io.rivulet.learner.quality.QualityTrial.assertFigures;
import static io.rivulet.learner.quality.QualityTrial.drift;
import static io.rivulet.learner.quality.QualityTrial.oneOutput;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.learner.Draw;
import io.rivulet.quality.QualityRecord;
import io.rivulet.quality.QualityState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where windows of figures end, and what an alarm reports of them. */
class QualityWindowsTest {

  static LongStream seeds() {
    return Draw.seeds(200);
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
}

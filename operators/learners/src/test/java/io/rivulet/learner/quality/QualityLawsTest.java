package io.rivulet.learner.quality;

import static io.rivulet.learner.quality.QualityTrial.add;
import static io.rivulet.learner.quality.QualityTrial.assertFigures;
import static io.rivulet.learner.quality.QualityTrial.assertSame;
import static io.rivulet.learner.quality.QualityTrial.oneOutput;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.learner.Draw;
import io.rivulet.learner.step.Answer;
import io.rivulet.quality.QualityRecord;
import io.rivulet.quality.QualityState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The figures of windows of regressions. */
class QualityLawsTest {

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
}

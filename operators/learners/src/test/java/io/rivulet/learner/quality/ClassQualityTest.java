package io.rivulet.learner.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Catalogue;
import io.rivulet.learner.Draw;
import io.rivulet.learner.step.Answer;
import io.rivulet.learner.step.Example;
import io.rivulet.quality.QualityRecord;
import io.rivulet.quality.QualityState;
import io.rivulet.record.Op;
import io.rivulet.wire.SpecJson;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The figures of windows of classifications. */
class ClassQualityTest {

  private static final double LN_2 = 0.6931471805599453;
  private static final int CLASSES = 3;

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  /** The right class has the probability 2⁻ᵏ, whose logarithm is -k ln 2. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void add_anyStream_givesAccuracyAndLogLoss(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int every = draw.between(1, 100);
    Quality quality = quality(new QualitySettings(every, null));
    QualityState state = quality.initialState();
    int right = 0;
    int halvings = 0;
    List<QualityRecord> records = new ArrayList<>();

    for (int i = 0; i < every; i++) {
      int label = draw.between(0, CLASSES - 1);
      int k = draw.between(0, 1) == 1 ? draw.between(0, 4) : draw.between(0, 1074);
      double p = Math.scalb(1.0, -k);
      double[] y = {(1 - p) / 2, (1 - p) / 2, (1 - p) / 2};
      y[label] = p;
      right += p >= (1 - p) / 2 ? 1 : 0;
      halvings += k;
      records.addAll(add(quality, state, y, label));
    }

    assertThat(records).hasSize(1);
    QualityRecord record = records.get(0);
    double logLoss = halvings * LN_2 / every;
    assertThat(record.accuracy()).isEqualTo((double) right / every);
    assertThat(record.logLoss())
        .isCloseTo(logLoss, within((every + 10) * ExactFigures.ROUNDING * logLoss));
    assertThat(List.of(record.mae(), record.rmse(), record.r2(), record.meanError()))
        .allMatch(figure -> Double.isNaN(figure));
    assertThat(record.coverage()).isNaN();
  }

  @Test
  void add_probabilityOfZero_givesTheLossOfTheSmallestDouble() throws Exception {
    Quality quality = quality(new QualitySettings(1, null));

    QualityRecord record = add(quality, quality.initialState(), new double[] {1, 0, 0}, 2).get(0);

    assertThat(record.logLoss()).isCloseTo(1074 * LN_2, within(1e-12));
    assertThat(record.accuracy()).isZero();
  }

  /**
   * After 60 right answers and a wrong one the mean of errors is 1/61 and the sum 0.9999 · 0 +
   * 60/61; after a second one the mean is 2/62, the sum 0.9999 · 60/61 + 60/62 > 1.95.
   */
  @Test
  void add_wrongClasses_areTheErrorsOfTheDetector() throws Exception {
    Quality quality =
        quality(new QualitySettings(0, new DriftSettings(0, 1.95, DriftAction.RESET)));
    QualityState state = quality.initialState();

    for (int i = 0; i < 61; i++) {
      assertThat(add(quality, state, new double[] {0.4, 0.3, 0.3}, i < 60 ? 0 : 1)).isEmpty();
    }
    List<QualityRecord> alarm = add(quality, state, new double[] {0.4, 0.3, 0.3}, 2);

    assertThat(alarm).hasSize(1);
    assertThat(alarm.get(0).drift()).isTrue();
    assertThat(alarm.get(0).n()).isEqualTo(62);
    assertThat(alarm.get(0).accuracy()).isEqualTo(60.0 / 62);
  }

  private static Quality quality(QualitySettings settings) {
    return new Quality(
        settings,
        Catalogue.read(
            SpecJson.read(
                "{\"learner\":\"laplace\",\"dimension\":1,\"classes\":3,\"window\":10}")));
  }

  private static List<QualityRecord> add(Quality quality, QualityState state, double[] y, int label)
      throws Exception {
    Example example =
        new Example(Op.LEARN, new double[][] {{0}}, null, label, null, 1, 1000, false);
    return quality.add(state, example, Answer.classified(y, label), "m", 1, 1);
  }
}

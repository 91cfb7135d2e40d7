package io.rivulet.learner.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import io.rivulet.learner.step.Answer;
import io.rivulet.record.Op;
import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Without a ridge, and with standardised columns, the unit of a feature decides nothing. */
class LedgerUnitsTest {

  private static final String[] FREE = {
    "'form':'normal','ridge':0", "'form':'square-root','ridge':0"
  };

  static Stream<Arguments> free() {
    return Stream.of(FREE)
        .flatMap(form -> Draw.seeds(200).mapToObj(seed -> Arguments.of(form, seed)));
  }

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"normal", "square-root"})
  void learn_unitsSixDecadesApart_keepsTheSmallFeature(String form) throws Exception {
    Trial<?> ledger =
        Trial.of("ledger", Fields.of("dimension", 2).with("ridge", 0).with("form", form));

    ledger.learn(new double[] {1, 0}, 2);
    assertThat(ledger.weights(0)).containsExactly(new double[] {2, 0}, within(1e-15));
    ledger.learn(new double[] {0, 3e6}, 3);
    ledger.learn(new double[] {1, 3e6}, 5);

    // 2 + 3e6 · 1e-6 = 5: the three samples agree.
    assertThat(ledger.weights(0)[0]).isCloseTo(2, within(2e-9));
    assertThat(ledger.weights(0)[1]).isCloseTo(1e-6, within(1e-15));
  }

  /** However much a sample outweighs others, what they told beside it is kept. */
  @ParameterizedTest
  @ValueSource(strings = {"normal", "square-root"})
  void learn_hugeSampleAfterOrdinaryOnes_keepsWhatTheyTold(String form) throws Exception {
    Trial<?> ledger =
        Trial.of("ledger", Fields.of("dimension", 2).with("ridge", 0).with("form", form));
    ledger.learn(new double[] {1, 0}, 5);
    ledger.learn(new double[] {0, 1}, -5);
    assertThat(ledger.weights(0)).containsExactly(new double[] {5, -5}, within(1e-14));

    ledger.learn(new double[] {1e14, 1e14}, 2e14);

    // w₁ + w₂ = 2 now, and w₁ - w₂ = 10 as before.
    assertThat(ledger.weights(0)).containsExactly(new double[] {6, -4}, within(1e-14));
  }

  /** Which of many fits is nearest depends on units, but not what samples determine. */
  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("free")
  void learn_scaledColumns_scalesTheWeightsAndKeepsTheAnswers(String form, long seed)
      throws Exception {
    Draw draw = new Draw(seed);
    int p = draw.between(1, 8);
    assertScales(Fields.read(form).with("dimension", p), p, draw, 1e-11);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_standardizedColumns_scalesTheWeightsAndKeepsTheAnswers(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = draw.between(1, 8);
    Fields fields =
        Fields.of("bias", true).with("standardize", true).with("ridge", draw.uniform(0.1, 5));
    assertScales(fields.with("dimension", p), p, draw, 0);
  }

  private static void assertScales(Fields fields, int p, Draw draw, double tolerance)
      throws Exception {
    int[] power = new int[p];
    Arrays.setAll(power, j -> draw.between(-27, 40));
    Trial<?> plain = Trial.of("ledger", fields);
    Trial<?> scaled = Trial.of("ledger", fields);
    for (int i = 0; i < 3 * p + 2; i++) {
      double[] x = draw.normal(p);
      double y = draw.uniform(-3, 3);
      double[] other = scaled(x, power);
      boolean determined = i >= p + 1;

      Answer before = plain.learn(Trial.example(Op.LEARN, 1, rows(x), y(y)));
      Answer after = scaled.learn(Trial.example(Op.LEARN, 1, rows(other), y(y)));

      if (determined) {
        double[] weights = plain.weights(0);
        double size = tolerance * (1 + Oracle.norm(weights) + Math.abs(before.leverage()[0]));
        assertThat(after.y()).containsExactly(before.y(), within(size));
        assertThat(after.leverage()).containsExactly(before.leverage(), within(size));
        assertThat(scaled(scaled.weights(0), power))
            .containsExactly(Arrays.copyOf(weights, weights.length), within(size));
      }
    }
  }

  private static double[] scaled(double[] x, int[] power) {
    double[] scaled = x.clone();
    for (int j = 0; j < power.length; j++) {
      scaled[j] = Math.scalb(x[j], power[j]);
    }
    return scaled;
  }

  private static double[][] rows(double[] x) {
    return new double[][] {x};
  }

  private static double[] y(double y) {
    return new double[] {y};
  }

  /**
   * Starting weights of about 1 beside columns of 1e12: once told, weights forget where they began.
   */
  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("free")
  void learn_startInOtherUnits_costsNoDigits(String form, long seed) throws Exception {
    assertForgetsStart(Fields.read(form), 0, new Draw(seed));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_startInOtherUnitsUnderARidge_costsNoDigits(long seed) throws Exception {
    Draw draw = new Draw(seed);
    double ridge = Math.pow(10, draw.uniform(-6, 1));
    assertForgetsStart(Fields.of("form", "normal").with("ridge", ridge), ridge, draw);
  }

  private static void assertForgetsStart(Fields form, double ridge, Draw draw) throws Exception {
    int p = draw.between(1, 5);
    double[] start = draw.normal(p);
    double[] unit = new double[p];
    Arrays.setAll(unit, j -> Math.pow(10, draw.uniform(-8, 12)));
    Trial<?> ledger = Trial.of("ledger", form.with("dimension", p).with("initialWeights", start));
    ExactLedger exact = new ExactLedger(new double[p]);
    for (int j = 0; j < p; j++) {
      double[] alone = new double[p];
      alone[j] = 1;
      exact.add(ridge, alone, start[j]);
    }
    for (int i = 0; i < 6 * p + 10; i++) {
      double[] x = draw.normal(p);
      Arrays.setAll(x, j -> x[j] * unit[j]);
      double y = draw.uniform(-3, 3);
      ledger.learn(x, y);
      exact.add(1, x, y);
    }

    double[] expected = exact.weights();
    double largest = 0;
    for (int j = 0; j < p; j++) {
      largest = Math.max(largest, Math.abs(expected[j]) * exact.unit(j));
    }
    for (int j = 0; j < p; j++) {
      double error = Math.abs(ledger.weights(0)[j] - expected[j]) * exact.unit(j);
      assertThat(error / largest).isLessThan(1e-11);
    }
  }

  /** One sample: every weight moves by its share of |x|², however far the units are apart. */
  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("free")
  void learn_singularStart_isNearestInTheUnitsOfTheWeights(String form, long seed)
      throws Exception {
    Draw draw = new Draw(seed);
    int p = draw.between(2, 8);
    double[] start = draw.normal(p);
    double[] x = draw.normal(p);
    for (int j = 0; j < p; j++) {
      x[j] *= Math.pow(10, draw.between(-6, 6));
    }
    Trial<?> ledger =
        Trial.of("ledger", Fields.read(form).with("dimension", p).with("initialWeights", start));
    double error = draw.uniform(-2, 2);

    ledger.learn(x, Oracle.dot(x, start) + error);

    double square = Oracle.dot(x, x);
    double unit = Math.sqrt(square);
    double[] weights = ledger.weights(0);
    for (int j = 0; j < p; j++) {
      double change = x[j] / square * error;
      assertThat(weights[j]).isCloseTo(start[j] + change, within(1e-13 * (1 + 1 / unit)));
    }
    assertThat(ledger.answer(x).leverage()[0]).isCloseTo(1, within(1e-9));
  }
}

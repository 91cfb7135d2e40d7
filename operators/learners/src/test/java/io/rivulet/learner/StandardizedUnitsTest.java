package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Standardised steps where columns have extreme units. */
class StandardizedUnitsTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  /** Units do not matter: powers of two change no bit. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_columnsTimesPowersOfTwo_dividesTheWeightsToTheBit(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = draw.between(1, 6);
    int[] power = new int[p + 1];
    Arrays.setAll(power, j -> j == p ? 0 : draw.between(-40, 40));
    Trial<?> plain = StandardizedSgdTest.trial(p, 1, 0.02);
    Trial<?> scaled = StandardizedSgdTest.trial(p, 1, 0.02);

    for (int step = 0; step < 30; step++) {
      double[] x = draw.normal(p);
      double[] other = new double[p];
      Arrays.setAll(other, j -> Math.scalb(x[j], power[j]));
      double y = draw.uniform(-1, 1);
      plain.learn(x, y);
      scaled.learn(other, y);
    }

    double[] expected = plain.weights(0);
    Arrays.setAll(expected, j -> Math.scalb(expected[j], -power[j]));
    assertThat(scaled.weights(0)).containsExactly(expected);
  }

  /** Hours in Unix milliseconds: the deviation is kept to all digits that the inputs have. */
  @Test
  void learn_unixTimes_findsTheSlope() throws Exception {
    Trial<?> sgd = StandardizedSgdTest.trial(1, 1, 0.1);
    Draw draw = new Draw(1);
    double start = 1.79e12;
    double hour = 3.6e6;

    for (int i = 0; i < 3000; i++) {
      double hours = draw.uniform(-10, 10);
      sgd.learn(new double[] {start + hours * hour}, 5 + 0.7 * hours);
    }

    assertThat(sgd.weights(0)[0] * hour).isCloseTo(0.7, within(1e-3));
    assertThat(sgd.predict(new double[] {start + 3 * hour})[0]).isCloseTo(7.1, within(0.01));
  }

  @Test
  void learn_constantFeature_keepsItsWeight() throws Exception {
    Trial<?> sgd =
        Trial.of(
            "sgd",
            Fields.of("dimension", 2)
                .with("bias", true)
                .with("rate", 0.1)
                .with("standardize", true)
                .with("initialWeights", List.of(3, 4, 5)));

    for (int i = 0; i < 20; i++) {
      sgd.learn(new double[] {1.79e12 + i % 2, i % 5}, i % 5);
    }

    assertThat(sgd.weights(0)[0]).isEqualTo(3);
    assertThat(sgd.weights(0)[1]).isNotEqualTo(4);
  }

  @Test
  void learn_overshootingStep_isRefusedByTheScaledInput() throws Exception {
    Trial<?> sgd = StandardizedSgdTest.trial(1, 1, 0.4);
    for (int i = 0; i < 8; i++) {
      sgd.learn(new double[] {1e6 + i % 2}, 1);
    }
    byte[] before = sgd.bytes();

    // Of 8 values of deviation 1/2 and one far off, that is √8 deviations off: 0.4 (8 + 1) > 2.
    assertThatThrownBy(() -> sgd.learn(new double[] {1e9}, 1))
        .hasFieldOrPropertyWithValue("reason", Reason.NUMERIC)
        .hasMessageContaining("largest stable rate is 0.222");
    assertThat(sgd.bytes()).isEqualTo(before);
  }

  /** A sensor that stood still for long begins to move: its scale is that of its noise so far. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_columnThatBeginsToMove_passesAtTheWeightOfTheMessage(long seed) throws Exception {
    Draw draw = new Draw(seed);
    double rate = draw.uniform(0.05, 0.5);
    Trial<?> sgd = StandardizedSgdTest.trial(1, 1, rate);
    for (int i = 0; i < 500; i++) {
      sgd.learn(new double[] {1013}, draw.uniform(-1, 1));
    }

    double[] moved = {draw.uniform(1020, 1040)};
    int lowered = 0;
    while (refusal(sgd, 1, moved) != null && lowered < 500) {
      double stable = weightIn(refusal(sgd, 1, moved));
      assertThat(refusal(sgd, 1.000001 * stable, moved)).isNotNull();
      assertThat(refusal(sgd, stable, moved)).isNull();
      lowered++;
    }

    // Row k + 1 of 501 + k is √(500 / (k + 1)) deviations off: rate (1 + 500 / (k + 1)) <= 2.
    assertThat(lowered).isCloseTo((int) Math.ceil(500 * rate / (2 - rate)) - 1, within(1));
  }

  /** What the refusal of a sample says, or null when it is learned. */
  private static String refusal(Trial<?> sgd, double weight, double[] x) {
    try {
      sgd.learnWeighted(weight, x, 1);
      return null;
    } catch (RejectedException e) {
      return e.getMessage();
    }
  }

  private static double weightIn(String message) {
    Matcher weight = Pattern.compile("a weight of at most ([0-9.E-]+):").matcher(message);
    assertThat(weight.find()).as(message).isTrue();
    return Double.parseDouble(weight.group(1));
  }

  @Test
  void learn_statisticsThatOverflow_areRefused() throws Exception {
    Trial<?> sgd = StandardizedSgdTest.trial(1, 1, 0.1);
    sgd.learn(new double[] {1}, 1);
    byte[] before = sgd.bytes();

    assertThatThrownBy(() -> sgd.learn(new double[] {1e200}, 1))
        .hasFieldOrPropertyWithValue("reason", Reason.NUMERIC);
    assertThat(sgd.bytes()).isEqualTo(before);
  }
}

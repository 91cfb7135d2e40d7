package io.rivulet.learner.recursive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import io.rivulet.record.Reason;
import io.rivulet.state.RlsState;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Forgetting where inputs stand still: nothing is refused, and what comes next is learned. */
class RlsWindUpTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_longIdle_letsTheNextSamplesDecide(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 1 + (int) (seed % 8);
    double forgetting = draw.uniform(0.5, 0.99);
    double prior = Math.pow(10, draw.uniform(-10, 6));
    double unit = Math.pow(10, draw.uniform(-6, 6));
    Trial<RlsState> rls =
        Trial.rls(
            Fields.of("dimension", p).with("forgetting", forgetting).with("priorPrecision", prior));
    double[] truth = draw.normal(p);
    double[] x = scaled(draw.normal(p), unit);
    rls.learn(x, Oracle.dot(truth, x));

    for (int i = 0; i < 3000; i++) {
      rls.learn(new double[p], 0);
    }
    // Information left: 1e-12 of that sample, or of the prior where it was larger. Later samples
    // outweigh it by their own, so that only the worst direction of 6 p of them stands against it.
    double left = 1e-12 * Math.max(prior, unit * unit * 16);
    double[][] later = draw.normal(6 * p + 6, p);
    for (double[] row : later) {
      double[] excited = scaled(row, unit);
      rls.learn(excited, Oracle.dot(truth, excited));
    }

    double[] weight = new double[later.length];
    Arrays.setAll(weight, i -> unit * unit * Math.pow(forgetting, later.length - 1 - i));
    double[][] information = Oracle.information(later, weight, new double[p]).getData();
    double least = Oracle.eigenvalues(Oracle.matrix(information))[p - 1];
    double pull = Math.pow(forgetting, later.length) * left / least;
    assertThat(rls.weights(0)).containsExactly(truth, within(1e-6 + 10 * p * pull));
  }

  /** Forgetting stops at one over 1e12 of what an input was told with. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_anyStillInputs_keepsVariancesWithinTheLimit(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 1 + (int) (seed % 6);
    double forgetting = draw.uniform(0.3, 0.9);
    Trial<RlsState> rls = Trial.rls(Fields.of("dimension", p).with("forgetting", forgetting));
    double[] still = draw.normal(p);
    double weight = draw.uniform(0.1, 10);

    for (int i = 0; i < 2000; i++) {
      rls.learnWeighted(i % 3 == 0 ? 0 : weight, still, 1);
    }

    double[] d = rls.state().inversePrecision().diagonal();
    double[] peaks = rls.state().peaks();
    for (int j = 0; j < p; j++) {
      assertThat(d[j] * peaks[j]).isLessThanOrEqualTo(1e12 * (1 + 1e-15));
      // Samples of weight 0 do not fade a peak, so that it is that of the last sample.
      assertThat(peaks[j]).isEqualTo(still[j] * still[j] * weight);
    }
    assertThat(Oracle.dot(still, rls.weights(0))).isCloseTo(1, within(1e-9));
  }

  /** However strong the prior was, idle hours let it fade for an input that never said anything. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_smallInputAfterIdleHours_decidesAlone(long seed) throws Exception {
    Draw draw = new Draw(seed);
    double forgetting = draw.uniform(0.9, 0.98);
    double x = Math.pow(10, draw.uniform(-8, 0));
    Trial<RlsState> rls = Trial.rls(Fields.of("dimension", 2).with("forgetting", forgetting));
    int idle = draw.between(2500, 4000);

    for (int i = 0; i < idle; i++) {
      rls.learn(new double[] {i % 2 == 0 ? 1 : -1, 0}, 5);
    }
    rls.learn(new double[] {0, x}, 3 * x);

    // The prior of 1 has faded to λⁿ, at the least to 2⁻⁵⁶ of 1e-12, or by the limit to 1e-12 of
    // this sample's information.
    double faded = Math.max(Math.pow(forgetting, idle), 0x1p-56 * 1e-12);
    double left = Math.max(faded / (x * x), 1e-12);
    assertThat(rls.weights(0)[1]).isCloseTo(3, within(3 * 1.01 * left + 1e-14));
  }

  /**
   * The limit is relative to what inputs bring: it never stops a small feature from being learned.
   */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_featureOfAnyUnit_isTrackedAtTheSamePace(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int exponent = draw.between(-30, 30);
    double forgetting = draw.uniform(0.7, 0.95);
    Fields fields = Fields.of("dimension", 1).with("forgetting", forgetting);
    Trial<RlsState> plain = Trial.rls(fields.with("priorPrecision", 1));
    Trial<RlsState> scaled =
        Trial.rls(fields.with("priorPrecision", Math.scalb(1.0, 2 * exponent)));

    for (int i = 0; i < 1000; i++) {
      double x = i / 100 % 2 == 0 ? draw.uniform(-1, 1) : 0;
      double y = draw.uniform(-1, 1);
      plain.learn(new double[] {x}, y);
      scaled.learn(new double[] {Math.scalb(x, exponent)}, y);
    }

    assertThat(scaled.weights(0)[0]).isEqualTo(Math.scalb(plain.weights(0)[0], -exponent));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_batchWhoseLastRowOverflows_changesNoByte(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 1 + (int) (seed % 6);
    String mode = seed % 2 == 0 ? "exponential" : "directional";
    Trial<RlsState> rls =
        Trial.rls(Fields.of("dimension", p).with("forgetting", 0.9).with("forgettingMode", mode));
    rls.learn(draw.normal(p), 1);
    byte[] before = rls.bytes();
    double[][] x = draw.normal(3, p);
    x[2][0] = 1e300;

    assertThatThrownBy(() -> rls.learnBatch(1, x, draw.normal(3, 1)))
        .hasFieldOrPropertyWithValue("reason", Reason.NUMERIC)
        .hasMessageContaining("1.0E300")
        .hasMessageNotContaining("unlearned");

    assertThat(rls.bytes()).isEqualTo(before);
  }

  private static double[] scaled(double[] x, double unit) {
    return Arrays.stream(x).map(v -> unit * v).toArray();
  }
}

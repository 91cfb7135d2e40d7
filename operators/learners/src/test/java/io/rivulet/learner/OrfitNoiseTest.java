package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.state.OrfitState;
import io.rivulet.state.RlsState;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** ORFit under noise R > 0: a ridge regression that knows what it forgot. */
class OrfitNoiseTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  /** With P₀ = I/η and noise R the filter minimises Σ ω(y - xᵀw)² + ηR ‖w - w₀‖². */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_roomForAll_equalsRidgeRegressionAndRls(long seed) throws Exception {
    Setting setting = new Setting(seed);
    int n = setting.draw.between(1, 2 * setting.p);
    Trial<OrfitState> orfit = setting.orfit(setting.p);
    Trial<RlsState> rls =
        Trial.rls(
            "'dimension':%d,'priorPrecision':%s,'initialWeights':%s",
            setting.p, setting.eta * setting.noise, Arrays.toString(setting.start));
    double[][] x = setting.draw.normal(n, setting.p);
    double[] y = setting.draw.normal(n);
    double[] weight = setting.weights(n);

    for (int i = 0; i < n; i++) {
      orfit.learnWeighted(weight[i], x[i], y[i]);
      rls.learnWeighted(weight[i], x[i], y[i]);
    }

    double[] prior = new double[setting.p];
    Arrays.fill(prior, setting.eta * setting.noise);
    double tolerance = 1e-13 * n * Oracle.spread(Oracle.information(x, weight, prior));
    assertThat(orfit.weights(0))
        .containsExactly(Oracle.ridge(x, y, weight, prior, setting.start), within(tolerance))
        .containsExactly(rls.weights(0), within(tolerance));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_weightTwo_equalsTheSampleTwice(long seed) throws Exception {
    Setting setting = new Setting(seed);
    Trial<OrfitState> weighted = setting.orfit(setting.p);
    Trial<OrfitState> repeated = setting.orfit(setting.p);

    for (int i = 0; i < setting.p; i++) {
      double[] x = setting.draw.normal(setting.p);
      double y = setting.draw.uniform(-1, 1);
      weighted.learnWeighted(2, x, y);
      repeated.learn(x, y);
      repeated.learn(x, y);
    }

    // A gain is the ratio of information to noise, at most about 100 p here.
    double tolerance = 1e-13 * setting.p * setting.p / setting.eta / setting.noise;
    assertThat(weighted.weights(0)).containsExactly(repeated.weights(0), within(tolerance));
    assertThat(weighted.state().singularValues())
        .containsExactly(repeated.state().singularValues(), within(1e-12 * setting.p));
  }

  /** Also after truncation: P = (ηI + U s² Uᵀ/R)⁻¹ gives the gain, as in the spherical LoFi. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_memoryFull_movesByTheGainOfTheStoredPrecision(long seed) throws Exception {
    Setting setting = new Setting(seed);
    Trial<OrfitState> orfit = setting.orfit(setting.draw.between(1, setting.p));

    for (int i = 0; i < setting.p + 3; i++) {
      double[] x = setting.draw.normal(setting.p);
      double y = setting.draw.uniform(-1, 1);
      double weight = setting.draw.uniform(0.2, 3);
      if (!Draw.checked(i, setting.p + 3)) {
        orfit.learnWeighted(weight, x, y);
        continue;
      }
      double[] expected = setting.kalman(orfit.state(), x, y, weight);
      orfit.learnWeighted(weight, x, y);

      double tolerance = 1e-13 * setting.p * (1 + 100 / (setting.eta * setting.noise));
      assertThat(orfit.weights(0)).containsExactly(expected, within(tolerance));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_noiseTowardZero_equalsOrfitAlsoTruncated(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 1 + (int) (seed % 40);
    int m = draw.between(1, p);
    String fields = "'dimension':%d,'memory':%d,'noise':%s";
    Trial<OrfitState> almost = Trial.orfit(fields, p, m, 1e-13);
    Trial<OrfitState> exact = Trial.orfit(fields, p, m, 0);
    double moved = 1;

    for (int i = 0; i < p; i++) {
      double[] x = draw.normal(p);
      double y = draw.uniform(-1, 1);
      double[] before = exact.weights(0);
      almost.learn(x, y);
      exact.learn(x, y);
      Oracle.add(-1, exact.weights(0), before);
      // Where the residual is short, R shrinks the step by R / |g~|² and the error lives on.
      moved = Math.max(moved, Oracle.dot(before, before));
    }

    assertThat(almost.weights(0))
        .containsExactly(exact.weights(0), within(1e-10 * p * moved * Math.sqrt(moved)));
    assertThat(almost.state().singularValues()).containsExactly(exact.state().singularValues());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_severalOutputsUnderNoise_equalsOneModelForEach(long seed) throws Exception {
    Setting setting = new Setting(seed);
    String fields = "'dimension':%d,'memory':%d,'noise':%s,'outputs':%d";
    int m = setting.draw.between(1, setting.p);
    Trial<OrfitState> joint = Trial.orfit(fields, setting.p, m, setting.noise, 2);
    Trial<OrfitState> first = Trial.orfit(fields, setting.p, m, setting.noise, 1);
    Trial<OrfitState> second = Trial.orfit(fields, setting.p, m, setting.noise, 1);

    for (int i = 0; i < setting.p; i++) {
      double[] x = setting.draw.normal(setting.p);
      double[] y = setting.draw.normal(2);
      joint.learn(x, y);
      first.learn(x, y[0]);
      second.learn(x, y[1]);
    }

    assertThat(joint.weights(0)).containsExactly(first.weights(0));
    assertThat(joint.weights(1)).containsExactly(second.weights(0));
  }

  /**
   * Σ x xᵀ + I is [5 1e10; 1e10 1e20 + 1], Σ x y is (4, 1e10): w₁ = 3 / 4, w₂ = 1 / (4e10), up to
   * 1e-20.
   */
  @Test
  void learn_smallColumnBesideALargeOne_isNotLost() throws Exception {
    for (String summary : new String[] {"ipca", "fd", "full"}) {
      Trial<OrfitState> orfit =
          Trial.orfit("'dimension':2,'noise':1,'memory':2,'summary':'%s'", summary);

      orfit.learn(new double[] {1, 1e10}, 1);
      for (int i = 0; i < 3; i++) {
        orfit.learn(new double[] {1, 0}, 1);
      }

      assertThat(orfit.weights()[0]).isCloseTo(0.75, within(1e-15));
      assertThat(orfit.weights()[1]).isCloseTo(2.5e-11, within(1e-26));
    }
  }

  /** A repeated direction is rounding in the complement: it takes no memory. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_repeatedInputs_takeNoMemory(long seed) throws Exception {
    Setting setting = new Setting(seed);
    int rank = setting.draw.between(1, setting.p);
    double[][] seen = setting.draw.normal(rank, setting.p);
    Trial<OrfitState> orfit = setting.orfit(setting.p);

    for (int i = 0; i < 5 * rank; i++) {
      orfit.learn(seen[i % rank], setting.draw.uniform(-1, 1));
    }

    assertThat(orfit.state().basis().rank()).isEqualTo(rank);
    assertThat(OrfitSeveralGradientsTest.deviation(orfit.state().basis())).isLessThan(1e-13);
  }

  private static final class Setting {
    final Draw draw;
    final int p;
    final double noise;
    final double eta;
    final double[] start;

    Setting(long seed) {
      this.draw = new Draw(seed);
      this.p = 1 + (int) (seed % 40);
      this.noise = draw.uniform(0.1, 3);
      this.eta = draw.uniform(0.1, 3);
      this.start = draw.normal(p);
    }

    Trial<OrfitState> orfit(int memory) {
      return Trial.orfit(
          "'dimension':%d,'memory':%d,'noise':%s,'priorPrecision':%s,'initialWeights':%s",
          p, memory, noise, eta, Arrays.toString(start));
    }

    double[] weights(int n) {
      double[] weight = new double[n];
      Arrays.setAll(weight, i -> draw.uniform(0.2, 3));
      return weight;
    }

    /** w + P x (xᵀ P x + R/ω)⁻¹ (y - xᵀ w) with P from the state before the step. */
    double[] kalman(OrfitState state, double[] x, double y, double weight) {
      RealMatrix precision = MatrixUtils.createRealIdentityMatrix(p).scalarMultiply(eta);
      for (int k = 0; k < state.basis().rank(); k++) {
        RealMatrix column = MatrixUtils.createColumnRealMatrix(state.basis().column(k));
        double energy = state.singularValues()[k] * state.singularValues()[k];
        precision =
            precision.add(column.multiply(column.transpose()).scalarMultiply(energy / noise));
      }
      double[] w = state.weights()[0].clone();
      double[] px = Oracle.matrix(Oracle.inverse(precision)).operate(x);
      double share = Oracle.dot(x, px) + noise / weight;
      Oracle.add((y - Oracle.dot(x, w)) / share, px, w);
      return w;
    }
  }
}

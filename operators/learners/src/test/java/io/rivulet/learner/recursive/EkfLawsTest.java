package io.rivulet.learner.recursive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Perceptron;
import io.rivulet.learner.Trial;
import io.rivulet.learner.sketch.OrfitSeveralGradientsTest;
import io.rivulet.learner.step.Answer;
import io.rivulet.state.OrfitState;
import io.rivulet.state.RlsState;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The extended Kalman filter against its textbook form on dense matrices, and its limits. */
class EkfLawsTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_anyStream_followsJosephsForm(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 1 + (int) (seed % 20);
    int c = draw.between(1, 3);
    double noise = draw.uniform(0.1, 3);
    double drift = seed % 3 == 0 ? 0 : draw.uniform(0.01, 1);
    double[] prior = new double[p];
    Arrays.setAll(prior, i -> draw.uniform(0.2, 5));
    double[] start = draw.normal(p);
    Trial<RlsState> ekf =
        Trial.ekf(
            Fields.of("dimension", p)
                .with("outputs", c)
                .with("model", Map.of("kind", "shared"))
                .with("noise", noise)
                .with("processNoise", drift)
                .with("priorPrecision", prior)
                .with("initialWeights", start));
    Joseph expected = new Joseph(start, prior);

    for (int i = 0; i < 12; i++) {
      double[][] gradient = draw.normal(c, p);
      double[] y = draw.normal(c);
      double weight = i % 4 == 3 ? 0 : draw.uniform(0.2, 3);
      double[] variance = expected.learn(gradient, y, weight, noise, drift);
      Answer answer =
          ekf.learnBatch(
              weight,
              new double[][] {OrfitSeveralGradientsTest.flat(gradient)},
              new double[][] {y});

      // P starts at most at 5 and grows by 12; S is at least R / 3, so a gain is at most 1e3.
      double tolerance = 1e-12 * p * (1 + Oracle.norm(expected.w));
      assertThat(ekf.weights(0)).containsExactly(expected.w, within(tolerance));
      assertThat(Oracle.largestDifference(Trial.inverse(ekf.state()), expected.p.getData()))
          .isLessThan(tolerance);
      assertThat(answer.variance()).containsExactly(variance, within(1e-12 * p * p * 17));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_withoutDrift_equalsRlsUnderThePriorTimesTheNoise(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 1 + (int) (seed % 20);
    double noise = draw.uniform(0.1, 3);
    double prior = draw.uniform(0.2, 5);
    Trial<RlsState> ekf =
        Trial.ekf(
            Fields.of("dimension", p)
                .with("outputs", 2)
                .with("noise", noise)
                .with("priorPrecision", prior));
    Trial<RlsState> rls =
        Trial.rls(
            Fields.of("dimension", p).with("outputs", 2).with("priorPrecision", prior * noise));

    for (int i = 0; i < 2 * p; i++) {
      double[][] x = draw.normal(draw.between(1, 3), p);
      double[][] y = draw.normal(x.length, 2);
      double weight = draw.uniform(0.2, 3);
      ekf.learnBatch(weight, x, y);
      rls.learnBatch(weight, x, y);
    }

    double tolerance = 1e-14 * p * p * (1 + 40 * p / (prior * noise));
    assertThat(ekf.weights(0)).containsExactly(rls.weights(0), within(tolerance));
    assertThat(ekf.weights(1)).containsExactly(rls.weights(1), within(tolerance));
  }

  /** The variance of a new target: what all samples leave unknown of it, and its own noise. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void predict_anyBatch_givesTheVarianceOfEachTarget(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 1 + (int) (seed % 20);
    double noise = draw.uniform(0.1, 3);
    Trial<RlsState> ekf =
        Trial.ekf(Fields.of("dimension", p).with("outputs", 2).with("noise", noise));
    double[][] x = draw.normal(p + 2, p);
    double[] information = new double[p + 2];
    double[] prior = new double[p];
    Arrays.fill(prior, 1);

    for (int i = 0; i < x.length; i++) {
      double weight = draw.uniform(0.2, 3);
      information[i] = weight / noise;
      ekf.learnWeighted(weight, x[i], draw.normal(2));
    }
    double[][] asked = draw.normal(2, p);
    Answer answer = ekf.answer(asked);

    RealMatrix covariance =
        Oracle.matrix(Oracle.inverse(Oracle.information(x, information, prior)));
    double[] expected = new double[4];
    Arrays.setAll(
        expected, k -> Oracle.dot(asked[k / 2], covariance.operate(asked[k / 2])) + noise);
    assertThat(answer.variance()).containsExactly(expected, within(1e-12 * p * p));
    assertThat(answer.y()).hasSize(4);
  }

  /** Appendix of the ORFit paper: R = 0 is ORFit with room for every gradient. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_withoutNoise_equalsOrfit(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 4 + (int) (seed % 20);
    int c = draw.between(1, 3);
    Fields fields =
        Fields.of("dimension", p)
            .with("outputs", c)
            .with("model", Map.of("kind", "shared"))
            .with("initialWeights", draw.normal(p));
    Trial<RlsState> ekf =
        Trial.ekf(fields.with("noise", 0).with("priorPrecision", draw.uniform(0.2, 5)));
    Trial<OrfitState> orfit = Trial.orfit(fields.with("summary", "full"));
    double[][] gradients = draw.normal(p / c * c, p);

    for (int i = 0; i < gradients.length; i += c) {
      double[] x = OrfitSeveralGradientsTest.flat(Arrays.copyOfRange(gradients, i, i + c));
      double[] y = draw.normal(c);
      ekf.learn(x, y);
      orfit.learn(x, y);
    }

    // P loses the square of what a residual loses, so that its rounding weighs κ² once more.
    double condition = Oracle.condition(gradients);
    double tolerance = 1e-14 * p * condition * condition * (1 + condition);
    assertThat(ekf.weights(0)).containsExactly(orfit.weights(0), within(tolerance));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_perceptronWithoutNoise_equalsOrfit(long seed) throws Exception {
    Perceptron net = Perceptron.wide(seed);
    Trial<RlsState> ekf = Trial.ekf(net.fields().with("noise", 0));
    Trial<OrfitState> orfit = Trial.orfit(net.fields().with("summary", "full"));
    double condition = 1;

    for (int i = 0; i < 3; i++) {
      double[] x = net.draw.normal(net.inputs);
      double[] y = net.draw.normal(net.outputs);
      double[] before = orfit.weights(0);
      ekf.learn(x, y);
      orfit.learn(x, y);
      Oracle.add(-1, orfit.weights(0), before);
      condition = Math.max(condition, Oracle.condition(net.jacobian(orfit.weights(0), x)));
      condition = Math.max(condition, Oracle.norm(before));
    }

    double residual = Math.min(1, orfit.state().residualRatio());
    assertThat(ekf.weights(0))
        .containsExactly(
            orfit.weights(0), within(1e-12 * Math.pow(condition, 3) / (residual * residual)));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_repeatedInputWithoutNoise_movesNothing(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 1 + (int) (seed % 20);
    Trial<RlsState> ekf = Trial.ekf(Fields.of("dimension", p).with("noise", 0));
    double[][] x = draw.normal(1 + p / 3, p);
    for (double[] row : x) {
      ekf.learn(row, draw.uniform(-1, 1));
    }
    double[] before = ekf.weights(0);

    for (double[] row : x) {
      ekf.learn(row, 1e3);
    }

    assertThat(ekf.weights(0)).containsExactly(before);
  }

  /**
   * However small the noise, two targets of one input count the same once the prior is outweighed.
   */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_contradictingTargetUnderLittleNoise_movesToTheAverage(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 1 + (int) (seed % 20);
    double noise = Math.pow(10, -draw.uniform(8, 300));
    Trial<RlsState> ekf = Trial.ekf(Fields.of("dimension", p).with("noise", noise));
    double[] x = draw.normal(p);

    ekf.learn(x, 1);
    ekf.learn(x, 2);

    // The prior pulls by R / xᵀx, at most 1e-8 / xᵀx.
    double pull = 1e-8 / Oracle.dot(x, x);
    assertThat(Oracle.dot(x, ekf.weights(0))).isCloseTo(1.5, within(2 * pull + 1e-14 * p));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_manySamplesOfLittleNoise_keepsPPositive(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 1 + (int) (seed % 8);
    double noise = Math.pow(10, -draw.uniform(0, 20));
    Trial<RlsState> ekf = Trial.ekf(Fields.of("dimension", p).with("noise", noise));

    for (int i = 0; i < 100; i++) {
      ekf.learn(draw.normal(p), draw.uniform(-1, 1));
    }

    double[] eigenvalues = Oracle.eigenvalues(Oracle.matrix(Trial.inverse(ekf.state())));
    assertThat(eigenvalues[0]).isLessThanOrEqualTo(1);
    assertThat(eigenvalues[p - 1]).isGreaterThan(-1e-15 * p);
    assertThat(ekf.state().inversePrecision().sound(false)).isTrue();
  }

  @Test
  void learn_zeroWeight_onlyDrifts() throws Exception {
    Trial<RlsState> ekf =
        Trial.ekf(Fields.of("dimension", 2).with("noise", 1).with("processNoise", 0.5));

    ekf.learnWeighted(0, new double[] {1, 2}, 3);

    assertThat(ekf.weights(0)).containsExactly(0, 0);
    assertThat(Trial.inverse(ekf.state())).isDeepEqualTo(new double[][] {{1.5, 0}, {0, 1.5}});
  }

  /** P and w by dense algebra: every product of the textbook's line is formed. */
  private static final class Joseph {
    double[] w;
    RealMatrix p;

    Joseph(double[] start, double[] prior) {
      this.w = start.clone();
      this.p = MatrixUtils.createRealDiagonalMatrix(Arrays.stream(prior).map(v -> 1 / v).toArray());
    }

    double[] learn(double[][] gradient, double[] y, double weight, double noise, double drift) {
      int c = gradient.length;
      RealMatrix g = Oracle.matrix(gradient);
      RealMatrix unit = MatrixUtils.createRealIdentityMatrix(w.length);
      p = p.add(unit.scalarMultiply(drift));
      RealMatrix spread = g.multiply(p).multiply(g.transpose());
      double[] variance = new double[c];
      Arrays.setAll(variance, k -> spread.getEntry(k, k) + noise);
      if (weight > 0) {
        RealMatrix r = MatrixUtils.createRealIdentityMatrix(c).scalarMultiply(noise / weight);
        RealMatrix inverse = new LUDecomposition(spread.add(r)).getSolver().getInverse();
        RealMatrix k = p.multiply(g.transpose()).multiply(inverse);
        double[] error = y.clone();
        Oracle.add(-1, g.operate(w), error);
        Oracle.add(1, k.operate(error), w);
        RealMatrix rest = unit.subtract(k.multiply(g));
        p = rest.multiply(p).multiply(rest.transpose()).add(k.multiply(r).multiply(k.transpose()));
      }
      return variance;
    }
  }
}

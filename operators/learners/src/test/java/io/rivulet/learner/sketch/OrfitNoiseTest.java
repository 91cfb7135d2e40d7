package io.rivulet.learner.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Problem;
import io.rivulet.learner.Problems;
import io.rivulet.learner.Trial;
import io.rivulet.state.OrfitState;
import io.rivulet.state.RlsState;
import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;
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

  static Stream<Problem> problems() {
    return Problems.ofWeights(1, 40).samplesForEachWeight(2).withCommonPrior().seeds(200);
  }

  /** With P₀ = I/η and noise R the filter minimises Σ ω(y - xᵀw)² + ηR ‖w - w₀‖². */
  @ParameterizedTest(name = "{0}")
  @MethodSource("problems")
  void learn_roomForAll_equalsRidgeRegressionAndRls(Problem problem) throws Exception {
    double noise = noise(problem);
    double[] prior = new double[problem.p];
    Arrays.fill(prior, problem.prior[0] * noise);
    Trial<OrfitState> orfit = orfit(problem, noise, problem.p);
    Trial<RlsState> rls = Trial.rls(problem.shape().with("priorPrecision", prior));

    problem.learnAll(orfit);
    problem.learnAll(rls);

    double spread = Oracle.spread(Oracle.information(problem.x, problem.weight, prior));
    double tolerance = 1e-13 * problem.n * spread;
    double[] expected =
        Oracle.ridge(problem.x, problem.targets(0), problem.weight, prior, problem.start[0]);
    assertThat(orfit.weights(0))
        .containsExactly(expected, within(tolerance))
        .containsExactly(rls.weights(0), within(tolerance));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("problems")
  void learn_weightTwo_equalsTheSampleTwice(Problem problem) throws Exception {
    double noise = noise(problem);
    Trial<OrfitState> weighted = orfit(problem, noise, problem.p);
    Trial<OrfitState> repeated = orfit(problem, noise, problem.p);

    for (int i = 0; i < problem.p; i++) {
      double[] x = problem.draw.normal(problem.p);
      double y = problem.draw.uniform(-1, 1);
      weighted.learnWeighted(2, x, y);
      repeated.learn(x, y);
      repeated.learn(x, y);
    }

    // A gain is the ratio of information to noise, at most about 100 p here.
    double tolerance = 1e-13 * problem.p * problem.p / problem.prior[0] / noise;
    assertThat(weighted.weights(0)).containsExactly(repeated.weights(0), within(tolerance));
    assertThat(weighted.state().singularValues())
        .containsExactly(repeated.state().singularValues(), within(1e-12 * problem.p));
  }

  /** Also after truncation: P = (ηI + U s² Uᵀ/R)⁻¹ gives the gain, as in the spherical LoFi. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("problems")
  void learn_memoryFull_movesByTheGainOfTheStoredPrecision(Problem problem) throws Exception {
    double noise = noise(problem);
    Trial<OrfitState> orfit = orfit(problem, noise, problem.draw.between(1, problem.p));

    for (int i = 0; i < problem.p + 3; i++) {
      double[] x = problem.draw.normal(problem.p);
      double y = problem.draw.uniform(-1, 1);
      double weight = problem.draw.uniform(0.2, 3);
      if (!Draw.checked(i, problem.p + 3)) {
        orfit.learnWeighted(weight, x, y);
        continue;
      }
      double[] expected = kalman(problem, noise, orfit.state(), x, y, weight);
      orfit.learnWeighted(weight, x, y);

      double tolerance = 1e-13 * problem.p * (1 + 100 / (problem.prior[0] * noise));
      assertThat(orfit.weights(0)).containsExactly(expected, within(tolerance));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_noiseTowardZero_equalsOrfitAlsoTruncated(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 1 + (int) (seed % 40);
    int m = draw.between(1, p);
    Fields fields = Fields.of("dimension", p).with("memory", m);
    Trial<OrfitState> almost = Trial.orfit(fields.with("noise", 1e-13));
    Trial<OrfitState> exact = Trial.orfit(fields.with("noise", 0));
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

  @ParameterizedTest(name = "{0}")
  @MethodSource("problems")
  void learn_severalOutputsUnderNoise_equalsOneModelForEach(Problem problem) throws Exception {
    double noise = noise(problem);
    int m = problem.draw.between(1, problem.p);
    Fields fields = Fields.of("dimension", problem.p).with("memory", m).with("noise", noise);
    Trial<OrfitState> joint = Trial.orfit(fields.with("outputs", 2));
    Trial<OrfitState> first = Trial.orfit(fields.with("outputs", 1));
    Trial<OrfitState> second = Trial.orfit(fields.with("outputs", 1));

    for (int i = 0; i < problem.p; i++) {
      double[] x = problem.draw.normal(problem.p);
      double[] y = problem.draw.normal(2);
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
          Trial.orfit(
              Fields.of("dimension", 2)
                  .with("noise", 1)
                  .with("memory", 2)
                  .with("summary", summary));

      orfit.learn(new double[] {1, 1e10}, 1);
      for (int i = 0; i < 3; i++) {
        orfit.learn(new double[] {1, 0}, 1);
      }

      assertThat(orfit.weights()[0]).isCloseTo(0.75, within(1e-15));
      assertThat(orfit.weights()[1]).isCloseTo(2.5e-11, within(1e-26));
    }
  }

  /** A repeated direction is rounding in the complement: it takes no memory. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("problems")
  void learn_repeatedInputs_takeNoMemory(Problem problem) throws Exception {
    int rank = problem.draw.between(1, problem.p);
    double[][] seen = problem.draw.normal(rank, problem.p);
    Trial<OrfitState> orfit = orfit(problem, noise(problem), problem.p);

    for (int i = 0; i < 5 * rank; i++) {
      orfit.learn(seen[i % rank], problem.draw.uniform(-1, 1));
    }

    assertThat(orfit.state().basis().rank()).isEqualTo(rank);
    assertThat(OrfitSeveralGradientsTest.deviation(orfit.state().basis())).isLessThan(1e-13);
  }

  /** R, drawn before anything else that a law draws besides. */
  private static double noise(Problem problem) {
    return problem.draw.uniform(0.1, 3);
  }

  private static Trial<OrfitState> orfit(Problem problem, double noise, int memory) {
    return Trial.orfit(
        problem
            .shape()
            .with("memory", memory)
            .with("noise", noise)
            .with("priorPrecision", problem.prior[0]));
  }

  /** w + P x (xᵀ P x + R/ω)⁻¹ (y - xᵀ w) with P from the state before the step. */
  private static double[] kalman(
      Problem problem, double noise, OrfitState state, double[] x, double y, double weight) {
    RealMatrix precision = MatrixUtils.createRealDiagonalMatrix(problem.prior);
    for (int k = 0; k < state.basis().rank(); k++) {
      RealMatrix column = MatrixUtils.createColumnRealMatrix(state.basis().column(k));
      double energy = state.singularValues()[k] * state.singularValues()[k];
      precision = precision.add(column.multiply(column.transpose()).scalarMultiply(energy / noise));
    }
    double[] w = state.weights()[0].clone();
    double[] px = Oracle.matrix(Oracle.inverse(precision)).operate(x);
    double share = Oracle.dot(x, px) + noise / weight;
    Oracle.add((y - Oracle.dot(x, w)) / share, px, w);
    return w;
  }
}

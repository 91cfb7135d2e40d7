package io.rivulet.learner.recursive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Problem;
import io.rivulet.learner.Problems;
import io.rivulet.learner.Trial;
import io.rivulet.learner.sketch.OrfitSeveralGradientsTest;
import io.rivulet.state.RlsState;
import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Directional forgetting: R ← R - (1-λ) R G (Gᵀ R G)⁺ Gᵀ R + ω G Gᵀ. */
class RlsDirectionalTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  static Stream<Problem> problems() {
    return Problems.ofWeights(1, 40).forgettingFrom(0.5).seeds(200);
  }

  static Stream<Problem> blocks() {
    return Problems.ofWeights(3, 40).inBlocksOf(3).forgettingFrom(0.5).seeds(200);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("problems")
  void learn_anyStream_followsTheRecursionOfTheInformation(Problem problem) throws Exception {
    assertFollows(problem, Problem::inputs);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("blocks")
  void learn_blocks_followsTheRecursionOfTheInformation(Problem problem) throws Exception {
    assertFollows(problem, Problem::inputs);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("blocks")
  void learn_dependentBlocks_followsTheRecursionOfTheInformation(Problem problem) throws Exception {
    Draw draw = problem.draw;
    assertFollows(problem, (unused, step) -> draw.ofRank(draw.between(1, 2), 3, problem.p));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_oneDirection_leavesTheOthersTheirInformation(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 2 + (int) (seed % 39);
    int excited = draw.between(0, p - 1);
    Trial<RlsState> rls =
        Trial.rls(
            Fields.of("dimension", p)
                .with("forgetting", draw.uniform(0.5, 0.99))
                .with("forgettingMode", "directional"));
    double[] axis = new double[p];

    for (int i = 0; i < 30; i++) {
      axis[excited] = draw.uniform(-2, 2);
      rls.learn(axis, draw.uniform(-1, 1));
    }

    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        if (i != excited || j != excited) {
          double kept = i == j ? 1 : 0;
          assertThat(rls.state().inversePrecision().entry(i, j)).isEqualTo(kept);
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("problems")
  void learn_zeroInput_changesNothing(Problem problem) throws Exception {
    Trial<RlsState> rls = directional(problem);
    problem.learn(rls, 0);
    byte[] before = rls.bytes();

    rls.learn(new double[problem.p], 5);
    rls.learnWeighted(0, problem.draw.normal(problem.p), 5);

    assertThat(rls.bytes()).isEqualTo(before);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_constantInput_staysBounded(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = draw.between(1, 20);
    double[] x = draw.normal(p);
    Trial<RlsState> rls =
        Trial.rls(
            Fields.of("dimension", p)
                .with("forgetting", 0.98)
                .with("forgettingMode", "directional"));

    for (int i = 0; i < 2000; i++) {
      rls.learn(x, 3);
    }

    // Directions that x does not excite keep P = 1; along x it settles at (1 - λ) / |x|², and the
    // rank-one changes of 2,000 steps round by ε each.
    double largest = Math.max(1, (1 - 0.98) / Oracle.dot(x, x));
    for (int i = 0; i < p; i++) {
      assertThat(rls.state().inversePrecision().entry(i, i)).isBetween(0.0, largest + 1e-10);
    }
    assertThat(rls.predict(x)[0]).isCloseTo(3, within(1e-9));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_constantInputForgottenExponentially_staysWithinTheLimit(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = draw.between(2, 6);
    double[] x = draw.normal(p);
    Trial<RlsState> rls = Trial.rls(Fields.of("dimension", p).with("forgetting", 0.5));

    for (int i = 0; i < 3000; i++) {
      rls.learn(x, 3);
    }

    assertPositive(rls.state());
    double[] d = rls.state().inversePrecision().diagonal();
    for (int j = 0; j < p; j++) {
      // D grows to 1e12 / s, and s is at least x² of the last sample.
      assertThat(d[j] * x[j] * x[j]).isLessThan(1e12 * (1 + 1e-12));
    }
    assertThat(Oracle.dot(x, rls.weights(0))).isCloseTo(3, within(1e-10));
  }

  private static void assertPositive(RlsState state) {
    for (int i = 0; i < state.inversePrecision().size(); i++) {
      assertThat(state.inversePrecision().entry(i, i)).isPositive().isFinite();
    }
  }

  private interface Blocks {
    double[][] of(Problem problem, int step);
  }

  private static void assertFollows(Problem problem, Blocks blocks) throws Exception {
    Trial<RlsState> rls = directional(problem);
    RealMatrix r = MatrixUtils.createRealDiagonalMatrix(problem.prior);
    double[] w = problem.start[0].clone();
    double spread = 1;

    for (int i = 0; i < Math.min(12, problem.steps()); i++) {
      double[][] block = blocks.of(problem, i);
      double[] y = problem.draw.normal(block.length);
      double weight = problem.draw.uniform(0.2, 3);
      RealMatrix g = Oracle.matrix(block).transpose();
      r = forgotten(problem.forgetting, r, g);
      r = r.add(g.multiply(g.transpose()).scalarMultiply(weight));
      double[] error = Oracle.matrix(block).operate(w);
      Arrays.setAll(error, k -> weight * (y[k] - error[k]));
      Oracle.add(1, Oracle.matrix(Oracle.inverse(r)).operate(g.operate(error)), w);
      spread = Math.max(spread, Oracle.spread(r));
      rls.learnWeighted(weight, OrfitSeveralGradientsTest.flat(block), y);
    }

    // Each step rounds R by ε |R|, and P, w by ε times the spread of R.
    double tolerance = 1e-13 * problem.p * spread;
    assertThat(Oracle.largestDifference(Trial.inverse(rls.state()), Oracle.inverse(r)))
        .isLessThan(tolerance * 10);
    assertThat(rls.weights(0)).containsExactly(w, within(tolerance * 10));
  }

  private static Trial<RlsState> directional(Problem problem) {
    return Trial.rls(
        problem
            .fields()
            .with("forgetting", problem.forgetting)
            .with("forgettingMode", "directional"));
  }

  /** R - (1-λ) R G (Gᵀ R G)⁺ Gᵀ R. */
  private static RealMatrix forgotten(double forgetting, RealMatrix r, RealMatrix g) {
    int c = g.getColumnDimension();
    RealMatrix image = r.multiply(g);
    RealMatrix energy = g.transpose().multiply(image);
    var svd = new SingularValueDecomposition(energy);
    RealMatrix inverse = new Array2DRowRealMatrix(c, c);
    for (int k = 0; k < c; k++) {
      double value = svd.getSingularValues()[k];
      if (value > 1e-12 * svd.getSingularValues()[0]) {
        RealMatrix direction = svd.getU().getColumnMatrix(k);
        inverse = inverse.add(direction.multiply(direction.transpose()).scalarMultiply(1 / value));
      }
    }
    return r.subtract(
        image.multiply(inverse).multiply(image.transpose()).scalarMultiply(1 - forgetting));
  }
}

package io.rivulet.learner.recursive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Problem;
import io.rivulet.learner.Problems;
import io.rivulet.learner.Trial;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.state.RlsState;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Taking samples out again, exact up to rounding while nothing is forgotten. */
class RlsUnlearnTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  static Stream<Problem> problems() {
    return Problems.ofWeights(1, 40).seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void unlearn_whatWasJustLearned_isTheIdentity(long seed) throws Exception {
    Grown grown = new Grown(seed, 1 + (int) (seed % 40), 1);
    Trial<RlsState> rls = grown.rls;
    double[] before = rls.weights(0);
    double[][] matrix = Trial.inverse(rls.state());
    double[] x = grown.draw.normal(grown.p);
    double weight = grown.draw.uniform(0.2, 3);

    grown.learn(weight, x, 2);
    rls.unlearn(weight, x, 2);

    double tolerance = tolerance(grown.information);
    assertThat(rls.weights(0)).containsExactly(before, within(tolerance));
    assertThat(Oracle.largestDifference(Trial.inverse(rls.state()), matrix)).isLessThan(tolerance);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("problems")
  void unlearn_anEarlierSample_equalsRetrainingWithoutIt(Problem problem) throws Exception {
    int gone = problem.draw.between(0, problem.n - 1);
    Trial<RlsState> all = problem.rls();
    Trial<RlsState> others = problem.rls();

    problem.learnAll(all);
    for (int i = 0; i < problem.n; i++) {
      if (i != gone) {
        problem.learn(others, i);
      }
    }
    all.unlearn(problem.weight[gone], problem.x[gone], problem.y[gone]);

    // The prior is at least 0.1, so that P is at most 10.
    double tolerance = 10 * tolerance(problem.information());
    assertThat(all.weights(0)).containsExactly(others.weights(0), within(tolerance));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void unlearn_blockOfOutputs_isTheIdentity(long seed) throws Exception {
    int p = 1 + (int) (seed % 20);
    Grown grown = new Grown(seed, p, 2);
    double[] before = grown.rls.weights(0);
    double[] x = grown.draw.normal(2 * p);
    double[] y = grown.draw.normal(2);

    grown.learn(0.5, x, y);
    grown.rls.unlearn(0.5, x, y);

    assertThat(grown.rls.weights(0)).containsExactly(before, within(tolerance(grown.information)));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void unlearn_moreThanWasLearned_isRefusedAndChangesNothing(long seed) throws Exception {
    Grown grown = new Grown(seed, 1 + (int) (seed % 40), 1);
    Trial<RlsState> rls = grown.rls;
    double[] x = grown.draw.normal(grown.p);
    byte[] before = rls.bytes();

    // |x|² / 40 ≤ xᵀ P x at these sizes, so that 1e4 of it outweighs all there is.
    assertThatThrownBy(() -> rls.unlearn(1e6 / Oracle.dot(x, x), x, 1))
        .isInstanceOf(RejectedException.class)
        .hasFieldOrPropertyWithValue("reason", Reason.NUMERIC);

    assertThat(rls.bytes()).isEqualTo(before);
  }

  @Test
  void unlearn_zeroWeight_changesNothing() throws Exception {
    Trial<RlsState> rls = Trial.rls(Fields.of("dimension", 2));
    rls.learn(new double[] {1, 2}, 3);
    byte[] before = rls.bytes();

    rls.unlearn(0, new double[] {1, 2}, 3);

    assertThat(rls.bytes()).isEqualTo(before);
  }

  /** P is at most I here; a rank change rounds it, and what it predicts, by ε times the spread. */
  private static double tolerance(RealMatrix information) {
    return 1e-14 * information.getRowDimension() * Oracle.spread(information);
  }

  /** A learner of six samples with c gradients each, and the information that it has met. */
  private static final class Grown {
    final Draw draw;
    final int p;
    final Trial<RlsState> rls;
    RealMatrix information;

    Grown(long seed, int p, int c) throws Exception {
      this.draw = new Draw(seed);
      this.p = p;
      this.rls =
          Trial.rls(
              Fields.of("dimension", p).with("outputs", c).with("model", Map.of("kind", "shared")));
      this.information = MatrixUtils.createRealIdentityMatrix(p);
      for (int i = 0; i < 6; i++) {
        learn(1, draw.normal(p * c), draw.normal(c));
      }
    }

    void learn(double weight, double[] x, double... y) throws Exception {
      rls.learnWeighted(weight, x, y);
      for (int from = 0; from < x.length; from += p) {
        RealMatrix row = MatrixUtils.createRowRealMatrix(Arrays.copyOfRange(x, from, from + p));
        information = information.add(row.transpose().multiply(row).scalarMultiply(weight));
      }
    }
  }
}

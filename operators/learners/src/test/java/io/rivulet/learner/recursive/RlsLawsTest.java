package io.rivulet.learner.recursive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Problem;
import io.rivulet.learner.Problems;
import io.rivulet.learner.Trial;
import io.rivulet.state.RlsState;
import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Recursive least squares against the normal equations of what it minimises: Σ λⁿ⁻ⁱ ωᵢ ‖yᵢ - Gᵢᵀ
 * w‖² + λⁿ ‖w - w₀‖²_Π.
 */
class RlsLawsTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  static Stream<Problem> problems() {
    return Problems.ofWeights(1, 40).forgettingFrom(0.8).seeds(200);
  }

  static Stream<Problem> blocks() {
    return Problems.ofWeights(1, 40).inBlocksOf(3).forgettingFrom(0.8).seeds(200);
  }

  static Stream<Problem> unforgotten() {
    return Problems.ofWeights(1, 40).seeds(200);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("problems")
  void learn_anyStream_equalsBatchSolution(Problem problem) throws Exception {
    Trial<RlsState> rls = problem.rls();

    problem.learnAll(rls);

    assertThat(rls.weights(0)).containsExactly(problem.solution(0), within(problem.tolerance()));
    RealMatrix information = problem.information();
    assertThat(Oracle.largestDifference(Trial.inverse(rls.state()), Oracle.inverse(information)))
        .isLessThan(problem.tolerance() * Oracle.inverse(information)[0][0] * problem.p);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("blocks")
  void learn_blockOfSamples_equalsBatchSolution(Problem problem) throws Exception {
    Trial<RlsState> rls = problem.rls();

    problem.learnAll(rls);

    assertThat(rls.weights(0)).containsExactly(problem.solution(0), within(problem.tolerance()));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_severalOutputsAndBias_equalsOneModelForEach(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 1 + (int) (seed % 40);
    int q = draw.between(2, 4);
    double forgetting = draw.uniform(0.9, 1);
    Trial<RlsState> joint =
        Trial.rls(
            Fields.of("dimension", p)
                .with("forgetting", forgetting)
                .with("outputs", q)
                .with("bias", true)
                .with("biasPrecision", 1));
    Trial<?>[] alone = new Trial<?>[q];
    Arrays.setAll(
        alone, j -> Trial.rls(Fields.of("dimension", p + 1).with("forgetting", forgetting)));

    for (int i = 0; i < p + 5; i++) {
      double[] longer = draw.normal(p + 1);
      longer[p] = 1;
      double[] y = draw.normal(q);
      joint.learn(Arrays.copyOf(longer, p), y);
      for (int j = 0; j < q; j++) {
        alone[j].learn(longer, y[j]);
      }
    }

    for (int j = 0; j < q; j++) {
      assertThat(joint.weights(j)).containsExactly(alone[j].weights(0));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_weightTwoWithoutForgetting_equalsTheSampleTwice(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 1 + (int) (seed % 40);
    double prior = draw.uniform(0.1, 10);
    Trial<RlsState> weighted = Trial.rls(Fields.of("dimension", p).with("priorPrecision", prior));
    Trial<RlsState> repeated = Trial.rls(Fields.of("dimension", p).with("priorPrecision", prior));

    for (int i = 0; i < 2 * p; i++) {
      double[] x = draw.normal(p);
      double y = draw.uniform(-1, 1);
      weighted.learnWeighted(2, x, y);
      repeated.learn(x, y);
      repeated.learn(x, y);
    }

    // The spread of Π + Σ xxᵀ is at most (Π + 20 p) / Π for normal inputs.
    assertThat(weighted.weights(0))
        .containsExactly(repeated.weights(0), within(1e-14 * p * p * (1 + 20 * p / prior)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unforgotten")
  void learn_anotherOrderWithoutForgetting_givesTheSameWeights(Problem problem) throws Exception {
    Trial<RlsState> forward = problem.rls();
    Trial<RlsState> backward = problem.rls();

    for (int i = 0; i < problem.n; i++) {
      int last = problem.n - 1 - i;
      problem.learn(forward, i);
      problem.learn(backward, last);
    }

    assertThat(forward.weights(0))
        .containsExactly(backward.weights(0), within(problem.tolerance()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("problems")
  void learn_zeroWeight_onlyForgets(Problem problem) throws Exception {
    Trial<RlsState> rls = problem.rls();
    rls.learn(problem.x[0], problem.y[0]);
    double[] before = rls.weights(0);
    double[][] p = Trial.inverse(rls.state());

    rls.learnWeighted(0, problem.x[0], 1e3);

    assertThat(rls.weights(0)).containsExactly(before);
    for (int i = 0; i < problem.p; i++) {
      assertThat(rls.state().inversePrecision().entry(i, i))
          .isCloseTo(p[i][i] / problem.forgetting, within(4 * problem.p * Math.ulp(p[i][i])));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("problems")
  void learn_zeroInput_movesNoWeight(Problem problem) throws Exception {
    Trial<RlsState> rls = problem.rls();
    rls.learn(problem.x[0], problem.y[0]);
    double[] before = rls.weights(0);

    rls.learn(new double[problem.p], 3);

    assertThat(rls.weights(0)).containsExactly(before);
  }
}

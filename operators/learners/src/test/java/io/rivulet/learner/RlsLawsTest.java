package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.state.RlsState;
import java.util.Arrays;
import java.util.stream.LongStream;
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

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_anyStream_equalsBatchSolution(long seed) throws Exception {
    Problem problem = new Problem(seed, 1);
    Trial<RlsState> rls = problem.rls("");

    for (int i = 0; i < problem.n; i++) {
      rls.learnWeighted(problem.weight[i], problem.x[i], problem.y[i]);
    }

    assertThat(rls.weights(0)).containsExactly(problem.batch(), within(problem.tolerance()));
    RealMatrix information = problem.information();
    assertThat(Oracle.largestDifference(Trial.inverse(rls.state()), Oracle.inverse(information)))
        .isLessThan(problem.tolerance() * Oracle.inverse(information)[0][0] * problem.p);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_blockOfSamples_equalsBatchSolution(long seed) throws Exception {
    Problem problem = new Problem(seed, 3);
    Trial<RlsState> rls = problem.rls(",'outputs':3,'model':{'kind':'shared'}");

    for (int i = 0; i < problem.n; i += 3) {
      rls.learnWeighted(
          problem.weight[i],
          OrfitSeveralGradientsTest.flat(Arrays.copyOfRange(problem.x, i, i + 3)),
          Arrays.copyOfRange(problem.y, i, i + 3));
    }

    assertThat(rls.weights(0)).containsExactly(problem.batch(), within(problem.tolerance()));
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
            "'dimension':%d,'forgetting':%s,'outputs':%d,'bias':true,'biasPrecision':1",
            p, forgetting, q);
    Trial<?>[] alone = new Trial<?>[q];
    Arrays.setAll(alone, j -> Trial.rls("'dimension':%d,'forgetting':%s", p + 1, forgetting));

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
    Trial<RlsState> weighted = Trial.rls("'dimension':%d,'priorPrecision':%s", p, prior);
    Trial<RlsState> repeated = Trial.rls("'dimension':%d,'priorPrecision':%s", p, prior);

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

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_anotherOrderWithoutForgetting_givesTheSameWeights(long seed) throws Exception {
    Problem problem = new Problem(seed, 1, 1);
    Trial<RlsState> forward = problem.rls("");
    Trial<RlsState> backward = problem.rls("");

    for (int i = 0; i < problem.n; i++) {
      int last = problem.n - 1 - i;
      forward.learnWeighted(problem.weight[i], problem.x[i], problem.y[i]);
      backward.learnWeighted(problem.weight[last], problem.x[last], problem.y[last]);
    }

    assertThat(forward.weights(0))
        .containsExactly(backward.weights(0), within(problem.tolerance()));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_zeroWeight_onlyForgets(long seed) throws Exception {
    Problem problem = new Problem(seed, 1);
    Trial<RlsState> rls = problem.rls("");
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

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_zeroInput_movesNoWeight(long seed) throws Exception {
    Problem problem = new Problem(seed, 1);
    Trial<RlsState> rls = problem.rls("");
    rls.learn(problem.x[0], problem.y[0]);
    double[] before = rls.weights(0);

    rls.learn(new double[problem.p], 3);

    assertThat(rls.weights(0)).containsExactly(before);
  }

  /** Samples in blocks of equal weight and age, a vector prior, and a start that is not zero. */
  private static final class Problem {
    final int p;
    final int n;
    final int block;
    final double forgetting;
    final double[] prior;
    final double[] start;
    final double[][] x;
    final double[] y;
    final double[] weight;

    Problem(long seed, int block) {
      this(seed, block, seed % 5 == 0 ? 1 : new Draw(~seed).uniform(0.8, 1));
    }

    Problem(long seed, int block, double forgetting) {
      Draw draw = new Draw(seed);
      this.p = 1 + (int) (seed % 40);
      this.n = 3 * draw.between(1, p);
      this.block = block;
      this.forgetting = forgetting;
      this.prior = new double[p];
      Arrays.setAll(prior, i -> draw.uniform(0.1, 10));
      this.start = draw.normal(p);
      this.x = draw.normal(n, p);
      this.y = draw.normal(n);
      this.weight = new double[n];
      for (int i = 0; i < n; i++) {
        weight[i] = i % block == 0 ? draw.uniform(0.2, 3) : weight[i - 1];
      }
    }

    Trial<RlsState> rls(String more) {
      return Trial.rls(
          "'dimension':%d,'forgetting':%s,'priorPrecision':%s,'initialWeights':%s" + more,
          p,
          forgetting,
          Arrays.toString(prior),
          Arrays.toString(start));
    }

    double[] batch() {
      return Oracle.ridge(x, y, aged(), agedPrior(), start);
    }

    RealMatrix information() {
      return Oracle.information(x, aged(), agedPrior());
    }

    /** n downdates that each round by ε times the spread of the information. */
    double tolerance() {
      return 1e-14 * n * Math.max(10, Oracle.spread(information()));
    }

    private double[] aged() {
      double[] aged = weight.clone();
      for (int i = 0; i < n; i++) {
        int later = (n - 1 - i) / block;
        aged[i] *= Math.pow(forgetting, later);
      }
      return aged;
    }

    private double[] agedPrior() {
      int steps = n / block;
      return Arrays.stream(prior).map(v -> v * Math.pow(forgetting, steps)).toArray();
    }
  }
}

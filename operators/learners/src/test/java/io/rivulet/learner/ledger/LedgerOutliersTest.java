package io.rivulet.learner.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import io.rivulet.state.LearnedState;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Samples that outweigh all others, and columns that hardly vary, against exact sums. */
class LedgerOutliersTest {

  static Stream<Arguments> forms() {
    return Stream.of("normal", "square-root")
        .flatMap(
            form ->
                Stream.of(0.0, 1e-3)
                    .flatMap(
                        ridge ->
                            Draw.seeds(200).mapToObj(seed -> Arguments.of(form, ridge, seed))));
  }

  static Stream<Arguments> ridges() {
    return Stream.of(0.0, 1e-3)
        .flatMap(ridge -> Draw.seeds(200).mapToObj(seed -> Arguments.of(ridge, seed)));
  }

  /** One sample whose entries, all or one of them, are 1e4 to 1e30 times those of the others. */
  @ParameterizedTest(name = "{0}, ridge {1}, seed {2}")
  @MethodSource("forms")
  void learn_oneHugeSample_keepsEveryWeight(String form, double ridge, long seed) throws Exception {
    Problem problem = new Problem(seed, 0);
    problem.enlarge(problem.draw.between(0, problem.n - 1), 30);

    problem.assertExact(problem.learned(form, ridge), ridge, 1e-9);
  }

  @ParameterizedTest(name = "{0}, ridge {1}, seed {2}")
  @MethodSource("forms")
  void learn_weightsFarApart_keepsEveryWeight(String form, double ridge, long seed)
      throws Exception {
    Problem problem = new Problem(seed, 0);
    for (int i = 0; i < problem.n; i++) {
      problem.weight[i] = Math.pow(10, problem.draw.uniform(-12, 6));
    }

    problem.assertExact(problem.learned(form, ridge), ridge, 1e-9);
  }

  /**
   * Columns at 1e5 times their spread beside a constant: condition 1e10 and more of their squares.
   */
  @ParameterizedTest(name = "ridge {0}, seed {1}")
  @MethodSource("ridges")
  void learn_columnsOfSmallSpread_keepsEveryWeight(double ridge, long seed) throws Exception {
    Problem problem = new Problem(seed, 1e5);

    problem.assertExact(problem.learned("normal", ridge), ridge, 1e-9);
  }

  /** What the sums keep of the others beside 1e10 times their squares is some 1e-12. */
  @ParameterizedTest(name = "ridge {0}, seed {1}")
  @MethodSource("ridges")
  void unlearn_aHugeSample_leavesWhatWasKnownBefore(double ridge, long seed) throws Exception {
    Problem problem = new Problem(seed, 0);
    double[] huge = problem.draw.normal(problem.p);
    Arrays.setAll(huge, j -> huge[j] * 1e8);
    Trial<?> ledger = problem.learned("normal", ridge);

    ledger.learn(huge, 3e8);
    ledger.unlearn(1, huge, 3e8);

    problem.assertExact(ledger, ridge, 1e-9);
  }

  @ParameterizedTest(name = "ridge {0}, seed {1}")
  @MethodSource("ridges")
  void merge_withAHugeSample_keepsEveryWeight(double ridge, long seed) throws Exception {
    Problem problem = new Problem(seed, 0);
    problem.enlarge(problem.draw.between(0, problem.n - 1), 8);
    int half = problem.n / 2;

    Trial<?> ledger = problem.learned("normal", ridge, 0, half);
    merge(ledger, problem.learned("normal", ridge, half, problem.n));

    problem.assertExact(ledger, ridge, 1e-9);
  }

  @SuppressWarnings("unchecked")
  private static <L extends LearnedState> void merge(Trial<L> ledger, Trial<?> other)
      throws Exception {
    ledger.merge((Trial<L>) other);
  }

  private static final class Problem {
    final Draw draw;
    final int p;
    final int n;
    final double[][] x;
    final double[] y;
    final double[] weight;

    /**
     * @param offset of all columns but the last, which is then constant
     */
    Problem(long seed, double offset) {
      draw = new Draw(seed);
      p = draw.between(2, 6);
      n = draw.between(6 * p, 60);
      x = new double[n][p];
      y = new double[n];
      weight = new double[n];
      Arrays.fill(weight, 1);
      double[] truth = new double[p];
      Arrays.setAll(truth, j -> draw.uniform(0.5, 2));
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < p; j++) {
          x[i][j] = offset > 0 && j == p - 1 ? 1 : offset + draw.uniform(-1, 1);
        }
        y[i] = Oracle.dot(x[i], truth) + draw.uniform(-0.01, 0.01);
      }
    }

    /** All entries of a sample and its target, or one entry, which decides its weight. */
    void enlarge(int i, double most) {
      double size = Math.pow(10, draw.uniform(4, most));
      int only = draw.between(-1, p - 1);
      for (int j = 0; j < p; j++) {
        x[i][j] *= only == -1 || only == j ? size : 1;
      }
      y[i] *= size;
    }

    Trial<?> learned(String form, double ridge) throws Exception {
      return learned(form, ridge, 0, n);
    }

    Trial<?> learned(String form, double ridge, int from, int to) throws Exception {
      Trial<?> ledger = Trial.of("ledger", "'form':'%s','ridge':%s,'dimension':%d", form, ridge, p);
      for (int i = from; i < to; i++) {
        ledger.learnWeighted(weight[i], x[i], y[i]);
      }
      return ledger;
    }

    void assertExact(Trial<?> ledger, double ridge, double tolerance) {
      double[] prior = new double[p];
      Arrays.fill(prior, ridge);
      ExactLedger exact = new ExactLedger(prior);
      for (int i = 0; i < n; i++) {
        exact.add(weight[i], x[i], y[i]);
      }
      double[] expected = exact.weights();
      for (int j = 0; j < p; j++) {
        assertThat(ledger.weights(0)[j])
            .isCloseTo(expected[j], within(tolerance * (1 + Math.abs(expected[j]))));
      }
    }
  }
}

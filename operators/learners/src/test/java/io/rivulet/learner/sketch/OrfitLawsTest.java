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
import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** ORFit with room for every gradient, against the paper's Propositions 1 and 3 and Theorem 2. */
class OrfitLawsTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  static Stream<Problem> problems() {
    return Problems.ofWeights(1, 40).samplesForEachWeight(1).seeds(200);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("problems")
  void learn_anyStream_equalsRlsInTheLimitOfForgettingAll(Problem problem) throws Exception {
    Trial<OrfitState> orfit = orfit(problem);
    double[] w = problem.start[0].clone();
    double[][] p = identity(problem.p);

    for (int i = 0; i < problem.n; i++) {
      orfit.learn(problem.x[i], problem.y[i][0]);
      double[] px = Oracle.matrix(p).operate(problem.x[i]);
      double share = Oracle.dot(problem.x[i], px);
      Oracle.add((problem.y[i][0] - Oracle.dot(problem.x[i], w)) / share, px, w);
      for (int k = 0; k < problem.p; k++) {
        Oracle.add(-px[k] / share, px, p[k]);
      }
    }

    double[][] basis = Trial.projector(orfit.state().basis());
    double[][] expected = identity(problem.p);
    for (int k = 0; k < problem.p; k++) {
      Oracle.add(-1, p[k], expected[k]);
    }
    assertThat(orfit.weights(0)).containsExactly(w, within(tolerance(problem)));
    assertThat(Oracle.largestDifference(basis, expected)).isLessThan(tolerance(problem));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("problems")
  void learn_everyPrefix_interpolatesWithTheLeastMove(Problem problem) throws Exception {
    Trial<OrfitState> orfit = orfit(problem);
    double tolerance = tolerance(problem);

    for (int i = 0; i < problem.n; i++) {
      orfit.learn(problem.x[i], problem.y[i][0]);

      if (Draw.checked(i, problem.n)) {
        double[] expected =
            Oracle.nearest(
                Arrays.copyOf(problem.x, i + 1),
                Arrays.copyOf(problem.targets(0), i + 1),
                problem.start[0]);
        assertThat(orfit.weights(0)).containsExactly(expected, within(tolerance));
      }
    }
    assertThat(orfit.state().basis().rank()).isEqualTo(problem.n);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("problems")
  void learn_newSample_movesNoEarlierPrediction(Problem problem) throws Exception {
    Trial<OrfitState> orfit = orfit(problem);

    for (int i = 0; i < problem.n; i++) {
      double[] before = orfit.weights(0);
      orfit.learn(problem.x[i], problem.y[i][0]);
      double[] move = orfit.weights(0);
      Oracle.add(-1, before, move);

      // The step is orthogonal to working precision relative to its length, which |e| / |g~| sets.
      double allowed = 1e-14 * problem.p * (1 + Oracle.norm(move));
      for (int j = 0; j < i; j++) {
        assertThat(Oracle.dot(problem.x[j], move))
            .isCloseTo(0, within(allowed * Oracle.norm(problem.x[j])));
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_severalOutputs_equalsOneModelForEach(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 1 + (int) (seed % 40);
    int q = draw.between(2, 4);
    int m = draw.between(1, p);
    Trial<OrfitState> joint =
        Trial.orfit(Fields.of("dimension", p).with("outputs", q).with("memory", m));
    Trial<?>[] alone = new Trial<?>[q];
    Arrays.setAll(alone, j -> Trial.orfit(Fields.of("dimension", p).with("memory", m)));

    for (int i = 0; i < p + 3; i++) {
      double[] x = draw.normal(p);
      double[] y = draw.normal(q);
      joint.learn(x, y);
      for (int j = 0; j < q; j++) {
        alone[j].learn(x, y[j]);
      }
    }

    for (int j = 0; j < q; j++) {
      assertThat(joint.weights(j)).containsExactly(alone[j].weights(0));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_withBias_equalsAnInputThatCarriesTheOne(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 1 + (int) (seed % 40);
    Trial<OrfitState> bias =
        Trial.orfit(Fields.of("dimension", p).with("bias", true).with("memory", p + 1));
    Trial<OrfitState> spelled = Trial.orfit(Fields.of("dimension", p + 1).with("memory", p + 1));

    for (int i = 0; i < p; i++) {
      double[] x = draw.normal(p);
      double y = draw.uniform(-1, 1);
      bias.learn(x, y);
      double[] longer = Arrays.copyOf(x, p + 1);
      longer[p] = 1;
      spelled.learn(longer, y);
    }

    assertThat(bias.bytes()).isEqualTo(spelled.bytes());
  }

  private static double[][] identity(int p) {
    double[][] identity = new double[p][p];
    for (int i = 0; i < p; i++) {
      identity[i][i] = 1;
    }
    return identity;
  }

  private static Trial<OrfitState> orfit(Problem problem) {
    return Trial.orfit(problem.shape().with("summary", "full"));
  }

  /** A backward stable solution is off by about ε κ² |w|, |w| ≤ κ |y| for inputs of this size. */
  private static double tolerance(Problem problem) {
    double condition = Oracle.condition(problem.x);
    return 1e-15 * problem.p * condition * condition * (1 + Oracle.norm(problem.targets(0)));
  }
}

package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.state.OrfitState;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** ORFit with room for every gradient, against the paper's Propositions 1 and 3 and Theorem 2. */
class OrfitLawsTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_anyStream_equalsRlsInTheLimitOfForgettingAll(long seed) throws Exception {
    Stream stream = new Stream(seed);
    double[] w = stream.start.clone();
    double[][] p = identity(stream.p);

    for (int i = 0; i < stream.n; i++) {
      stream.orfit.learn(stream.x[i], stream.y[i]);
      double[] px = Oracle.matrix(p).operate(stream.x[i]);
      double share = Oracle.dot(stream.x[i], px);
      Oracle.add((stream.y[i] - Oracle.dot(stream.x[i], w)) / share, px, w);
      for (int k = 0; k < stream.p; k++) {
        Oracle.add(-px[k] / share, px, p[k]);
      }
    }

    double[][] basis = Trial.projector(stream.orfit.state().basis());
    double[][] expected = identity(stream.p);
    for (int k = 0; k < stream.p; k++) {
      Oracle.add(-1, p[k], expected[k]);
    }
    assertThat(stream.orfit.weights(0)).containsExactly(w, within(stream.tolerance()));
    assertThat(Oracle.largestDifference(basis, expected)).isLessThan(stream.tolerance());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_everyPrefix_interpolatesWithTheLeastMove(long seed) throws Exception {
    Stream stream = new Stream(seed);
    double tolerance = stream.tolerance();

    for (int i = 0; i < stream.n; i++) {
      stream.orfit.learn(stream.x[i], stream.y[i]);

      if (Draw.checked(i, stream.n)) {
        double[] expected =
            Oracle.nearest(
                Arrays.copyOf(stream.x, i + 1), Arrays.copyOf(stream.y, i + 1), stream.start);
        assertThat(stream.orfit.weights(0)).containsExactly(expected, within(tolerance));
      }
    }
    assertThat(stream.orfit.state().basis().rank()).isEqualTo(stream.n);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_newSample_movesNoEarlierPrediction(long seed) throws Exception {
    Stream stream = new Stream(seed);

    for (int i = 0; i < stream.n; i++) {
      double[] before = stream.orfit.weights(0);
      stream.orfit.learn(stream.x[i], stream.y[i]);
      double[] move = stream.orfit.weights(0);
      Oracle.add(-1, before, move);

      // The step is orthogonal to working precision relative to its length, which |e| / |g~| sets.
      double allowed = 1e-14 * stream.p * (1 + Oracle.norm(move));
      for (int j = 0; j < i; j++) {
        assertThat(Oracle.dot(stream.x[j], move))
            .isCloseTo(0, within(allowed * Oracle.norm(stream.x[j])));
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
    Trial<OrfitState> joint = Trial.orfit("'dimension':%d,'outputs':%d,'memory':%d", p, q, m);
    Trial<?>[] alone = new Trial<?>[q];
    Arrays.setAll(alone, j -> Trial.orfit("'dimension':%d,'memory':%d", p, m));

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
    Trial<OrfitState> bias = Trial.orfit("'dimension':%d,'bias':true,'memory':%d", p, p + 1);
    Trial<OrfitState> spelled = Trial.orfit("'dimension':%d,'memory':%d", p + 1, p + 1);

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

  /** n ≤ p samples in p dimensions, from a start that is not zero. */
  private static final class Stream {
    final int p;
    final int n;
    final double[][] x;
    final double[] y;
    final double[] start;
    final Trial<OrfitState> orfit;

    Stream(long seed) {
      Draw draw = new Draw(seed);
      this.p = 1 + (int) (seed % 40);
      this.n = draw.between(1, p);
      this.x = draw.normal(n, p);
      this.y = draw.normal(n);
      this.start = draw.normal(p);
      this.orfit =
          Trial.orfit(
              "'dimension':%d,'summary':'full','initialWeights':%s", p, Arrays.toString(start));
    }

    /** A backward stable solution is off by about ε κ² |w|, |w| ≤ κ |y| for inputs of this size. */
    double tolerance() {
      double condition = Oracle.condition(x);
      return 1e-15 * p * condition * condition * (1 + Oracle.norm(y));
    }
  }
}

package io.rivulet.learner.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.kernel.OrthonormalBasis;
import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import io.rivulet.state.OrfitState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** ORFit of one weight vector under c outputs: every sample brings a block of gradients. */
public class OrfitSeveralGradientsTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_everyPrefix_interpolatesWithTheLeastMove(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 3 + (int) (seed % 38);
    int c = draw.between(1, 3);
    double[] start = draw.normal(p);
    Trial<OrfitState> orfit = shared(p, c, p / c * c, start);
    List<double[]> gradients = new ArrayList<>();
    List<Double> targets = new ArrayList<>();

    for (int i = 0; i < p / c; i++) {
      double[][] block = draw.normal(c, p);
      learn(orfit, block, draw.normal(c), gradients, targets);

      if (Draw.checked(i, p / c)) {
        assertInterpolates(orfit, gradients, targets, start);
      }
    }
    // rank(G) ≤ m was the condition, and a generic block brings c directions.
    assertThat(orfit.state().basis().rank()).isEqualTo(p / c * c);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_dependentGradients_interpolatesWhatIsConsistent(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 4 + (int) (seed % 37);
    double[] start = draw.normal(p);
    double[] truth = draw.normal(p);
    Trial<OrfitState> orfit = shared(p, 3, p, start);
    List<double[]> gradients = new ArrayList<>();
    List<Double> targets = new ArrayList<>();

    for (int i = 0; i < p / 2; i++) {
      double[][] block = draw.ofRank(2, 3, p);
      double[] y = Arrays.stream(block).mapToDouble(g -> Oracle.dot(g, truth)).toArray();
      learn(orfit, block, y, gradients, targets);

      if (Draw.checked(i, p / 2)) {
        assertInterpolates(orfit, gradients, targets, start);
      }
      assertThat(orfit.state().basis().rank()).isEqualTo(2 * (i + 1));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_blockOfSamples_equalsOneByOne(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 3 + (int) (seed % 38);
    int c = 3;
    double noise = seed % 2 == 0 ? 0 : draw.uniform(0.1, 2);
    Fields fields = Fields.of("dimension", p).with("summary", "full").with("noise", noise);
    Trial<OrfitState> blocks =
        Trial.orfit(fields.with("outputs", c).with("model", Map.of("kind", "shared")));
    Trial<OrfitState> single = Trial.orfit(fields);
    List<double[]> all = new ArrayList<>();

    for (int i = 0; i < p / c; i++) {
      double[][] block = draw.normal(c, p);
      double[] y = draw.normal(c);
      blocks.learn(flat(block), y);
      for (int k = 0; k < c; k++) {
        single.learn(block[k], y[k]);
        all.add(block[k]);
      }
    }

    double tolerance = tolerance(all, p);
    assertThat(blocks.weights(0)).containsExactly(single.weights(0), within(tolerance));
    assertThat(blocks.state().singularValues())
        .containsExactly(single.state().singularValues(), within(1e-13 * p * p));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_nearlyCollinearGradients_keepsTheBasisOrthonormal(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 6 + (int) (seed % 35);
    int c = draw.between(1, 3);
    double apart = Math.pow(10, -draw.uniform(1, 12));
    Trial<OrfitState> orfit = shared(p, c, draw.between(c, p), new double[p]);
    double[] common = draw.normal(p);

    for (int i = 0; i < 40; i++) {
      double[][] block = draw.normal(c, p);
      for (double[] gradient : block) {
        for (int j = 0; j < p; j++) {
          gradient[j] = (i % 3 == 0 ? gradient[j] : common[j]) + apart * draw.uniform(-1, 1);
        }
      }
      orfit.learn(flat(block), draw.normal(c));

      assertThat(deviation(orfit.state().basis())).isLessThan(1e-12);
    }
  }

  /** The largest entry of UᵀU - I. */
  public static double deviation(OrthonormalBasis basis) {
    double largest = 0;
    for (int k = 0; k < basis.rank(); k++) {
      for (int l = 0; l <= k; l++) {
        double product = Oracle.dot(basis.column(k), basis.column(l));
        largest = Math.max(largest, Math.abs(product - (k == l ? 1 : 0)));
      }
    }
    return largest;
  }

  private static Trial<OrfitState> shared(int p, int c, int memory, double[] start) {
    return Trial.orfit(
        Fields.of("dimension", p)
            .with("outputs", c)
            .with("model", Map.of("kind", "shared"))
            .with("memory", memory)
            .with("initialWeights", start));
  }

  private static void learn(
      Trial<OrfitState> orfit,
      double[][] block,
      double[] y,
      List<double[]> gradients,
      List<Double> targets)
      throws Exception {
    orfit.learn(flat(block), y);
    gradients.addAll(Arrays.asList(block));
    Arrays.stream(y).forEach(targets::add);
  }

  private static void assertInterpolates(
      Trial<OrfitState> orfit, List<double[]> gradients, List<Double> targets, double[] start) {
    double[][] x = gradients.toArray(double[][]::new);
    double[] y = targets.stream().mapToDouble(v -> v).toArray();
    assertThat(orfit.weights(0))
        .containsExactly(Oracle.nearest(x, y, start), within(tolerance(gradients, start.length)));
  }

  /** ε κ² |w|, as |w| ≤ κ |y| and |y| is about √p. */
  private static double tolerance(List<double[]> gradients, int p) {
    double condition = Oracle.condition(gradients.toArray(double[][]::new));
    return 1e-14 * p * condition * condition;
  }

  /** Φ, whose columns are the gradients, row-major. */
  public static double[] flat(double[][] gradients) {
    int c = gradients.length;
    double[] flat = new double[c * gradients[0].length];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = gradients[i % c][i / c];
    }
    return flat;
  }
}

package io.rivulet.learner.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import io.rivulet.learner.window.SoftmaxOracle.Samples;
import io.rivulet.state.DistillationState;
import io.rivulet.state.LaplaceState;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Windows of which some classes overlap and others do not, in raw units, against windows carried in
 * decimal numbers.
 */
class MixedClassesTest {

  private static final int WINDOWS = 3;

  /** Relative to the largest weights. */
  private static final double BOUND = 1e-8;

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void laplace_windowsInAnyUnit_areTheExactOnes(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int classes = draw.between(3, 5);
    int d = draw.between(1, 3);
    int n = draw.between(4, 12);
    double prior = Math.pow(10, draw.uniform(-6, 1));
    double decay = seed % 2 == 0 ? 1 : draw.uniform(0.5, 1);
    double[] unit = units(draw, d, seed % 4 < 2);
    Trial<LaplaceState> laplace =
        Trial.laplace(
            Fields.of("dimension", d)
                .with("classes", classes)
                .with("window", n)
                .with("priorPrecision", prior)
                .with("decay", decay));
    ExactLaplace exact = new ExactLaplace(d * classes, prior, decay);

    assertExact(laplace, exact::learn, exact::error, Grouped.of(draw, seed, n, classes, unit));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void distillation_windowsInAnyUnit_areTheExactOnes(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int classes = draw.between(3, 5);
    int d = draw.between(1, 3);
    int n = draw.between(4, 8);
    double ridge = Math.pow(10, draw.uniform(-6, 1));
    double[] unit = units(draw, d, seed % 4 < 2);
    Trial<DistillationState> distillation =
        Trial.distillation(
            Fields.of("dimension", d)
                .with("classes", classes)
                .with("window", n)
                .with("ridge", ridge));
    ExactDistillation exact = new ExactDistillation(d * classes, ridge);

    assertExact(distillation, exact::learn, exact::error, Grouped.of(draw, seed, n, classes, unit));
  }

  /** One input again and again is known to ten digits more than the prior beside it. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void laplace_inputThatWasStuck_isHeldByThePriorBesideIt(long seed) throws Exception {
    Draw draw = new Draw(seed);
    Trial<LaplaceState> laplace =
        Trial.laplace(Fields.of("dimension", 2).with("classes", 3).with("window", 3));
    ExactLaplace exact = new ExactLaplace(6, 1, 1);
    double[] stuck = {1e5 * draw.uniform(1, 2), 1e5 * draw.uniform(1, 2)};
    double[][] same = {stuck, stuck, stuck};
    double[] weight = {draw.uniform(1, 2), draw.uniform(1, 2), draw.uniform(1, 2)};
    Samples overlapping = new Samples(same, new int[] {0, 1, 2}, weight, 3);
    double[][] other = {{1, -1}, {2, -1}, {1, -2}};
    Samples apart = new Samples(other, new int[] {0, 0, draw.between(1, 2)}, weight, 3);

    for (Samples samples : new Samples[] {overlapping, apart}) {
      LaplaceLawsTest.learn(laplace, samples);
      exact.learn(samples, laplace.weights());
    }

    double[] w = laplace.weights();
    assertThat(exact.error(w) / Oracle.norm(w)).isLessThan(BOUND);
  }

  private static void assertExact(
      Trial<?> trial,
      BiConsumer<Samples, double[]> exact,
      ToDoubleFunction<double[]> error,
      Grouped groups)
      throws Exception {
    double largest = 0;
    for (int window = 0; window < WINDOWS; window++) {
      Samples samples = groups.window();
      LaplaceLawsTest.learn(trial, samples);
      double[] w = trial.weights();
      exact.accept(samples, w);
      largest = Math.max(largest, Oracle.norm(w));
      assertThat(error.applyAsDouble(w) / largest).as("window " + window).isLessThan(BOUND);
    }
  }

  /** One unit, or one for each column. */
  private static double[] units(Draw draw, int d, boolean same) {
    double[] unit = new double[d];
    for (int j = 0; j < d; j++) {
      unit[j] = same && j > 0 ? unit[0] : Math.pow(10, draw.uniform(-8, 12));
    }
    return unit;
  }

  /**
   * Classes of a group share a centre and overlap; groups lie apart, in one input by their sign. In
   * some streams each window has groups of its own, in others all inputs are far from 0.
   */
  private record Grouped(
      Draw draw, int n, int[] group, int groups, double[] unit, boolean changing, boolean far) {

    static Grouped of(Draw draw, long seed, int n, int classes, double[] unit) {
      int groups = draw.between(1, classes - 1);
      Grouped grouped =
          new Grouped(draw, n, new int[classes], groups, unit, seed % 3 == 1, seed % 3 == 2);
      grouped.regroup();
      return grouped;
    }

    private void regroup() {
      Arrays.setAll(group, k -> draw.between(0, groups - 1));
    }

    Samples window() {
      if (changing) {
        regroup();
      }
      double[][] x = draw.normal(n, unit.length);
      int[] label = new int[n];
      double[] weight = new double[n];
      for (int i = 0; i < n; i++) {
        label[i] = draw.between(0, group.length - 1);
        weight[i] = draw.uniform(0.2, 2);
        for (int j = 0; j < unit.length; j++) {
          double sign = (group[label[i]] >> j & 1) == 0 ? 1 : -1;
          x[i][j] = unit[j] * (far ? 100 + x[i][j] : sign * (Math.abs(x[i][j]) + 0.1));
        }
      }
      return new Samples(x, label, weight, group.length);
    }
  }
}

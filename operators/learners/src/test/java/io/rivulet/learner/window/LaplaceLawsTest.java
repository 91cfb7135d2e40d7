package io.rivulet.learner.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.kernel.TriangularFactor;
import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import io.rivulet.learner.window.SoftmaxOracle.Samples;
import io.rivulet.record.Sample;
import io.rivulet.state.LaplaceState;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The weights of each window minimise a convex sum whose curvature is at least its prior λ, so that
 * a gradient g there bounds their distance from the minimum by ‖g‖ / λ.
 */
class LaplaceLawsTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_oneWindow_isTheRidgePenalisedFit(long seed) throws Exception {
    Draw draw = new Draw(seed);
    double ridge = draw.uniform(0.05, 5);
    Samples samples = Samples.draw(draw, draw.between(1, 12), draw.between(1, 5), 3);
    Trial<LaplaceState> laplace =
        Trial.laplace(
            Fields.of("dimension", samples.x()[0].length)
                .with("classes", 3)
                .with("window", samples.x().length)
                .with("priorPrecision", ridge));

    learn(laplace, samples);

    double[] gradient = gradient(laplace.weights(), samples);
    Oracle.add(ridge, laplace.weights(), gradient);
    assertThat(Oracle.norm(gradient) / ridge).isLessThan(1e-10);
  }

  /** Stationary for Σ CE + ½ (w - w₀)ᵀ Λ (w - w₀), with Λ followed by hand through the windows. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_windows_holdEachOtherByTheirCurvature(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int classes = 2 + (int) (seed % 3);
    int d = draw.between(1, 4);
    int n = draw.between(1, 7);
    double prior = draw.uniform(0.5, 5);
    double decay = seed % 4 == 0 ? 1 : draw.uniform(0.5, 1);
    Trial<LaplaceState> laplace =
        Trial.laplace(
            Fields.of("dimension", d)
                .with("classes", classes)
                .with("window", n)
                .with("priorPrecision", prior)
                .with("decay", decay));
    double[][] precision = new double[d * classes][d * classes];
    IntStream.range(0, precision.length).forEach(i -> precision[i][i] = prior);
    double least = prior;

    for (int window = 0; window < 4; window++) {
      Samples samples = Samples.draw(draw, n, d, classes);
      double[] before = laplace.weights();
      learn(laplace, samples);
      double[] w = laplace.weights();

      double[] moved = w.clone();
      Oracle.add(-1, before, moved);
      double[] gradient = gradient(w, samples);
      Oracle.add(1, Oracle.matrix(precision).operate(moved), gradient);
      assertThat(Oracle.norm(gradient) / least).isLessThan(1e-9);
      double[][] fisher = SoftmaxOracle.fisher(w, samples.x(), samples.weight(), classes);
      for (int i = 0; i < precision.length; i++) {
        for (int j = 0; j < precision.length; j++) {
          precision[i][j] = decay * precision[i][j] + fisher[i][j];
        }
      }
      least *= decay;
      assertThat(
              Oracle.largestDifference(
                  Trial.dense(laplace.state().precision()), withoutShifts(precision, classes)))
          .isLessThan(1e-11);
    }
  }

  /** P Λ P with P the projection that takes the mean over the classes from each row of weights. */
  private static double[][] withoutShifts(double[][] precision, int classes) {
    double[][] projection = new double[precision.length][precision.length];
    for (int i = 0; i < precision.length; i++) {
      for (int j = 0; j < precision.length; j++) {
        double mean = i / classes == j / classes ? 1.0 / classes : 0;
        projection[i][j] = (i == j ? 1 : 0) - mean;
      }
    }
    RealMatrix onto = Oracle.matrix(projection);
    return onto.multiply(Oracle.matrix(precision)).multiply(onto).getData();
  }

  /**
   * A quadratic loss is told by its curvature. So without decay any windows give ridge regression;
   * with it Λ is the exponentially weighted information, and a window meets that of the windows
   * before it.
   */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void windows_ofSquaredErrors_areRidgeRegression(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = draw.between(1, 8);
    double ridge = draw.uniform(0.1, 5);
    double decay = seed % 2 == 0 ? 1 : draw.uniform(0.7, 1);
    Newton newton = Newton.exact(p);
    TriangularFactor factor = TriangularFactor.isotropic(p, Math.sqrt(ridge));
    double[] start = draw.normal(p);
    int[] ends = {draw.between(1, 8), draw.between(9, 16), 20};
    double[][] x = draw.normal(20, p);
    double[] y = draw.normal(20);
    double[] weight = new double[20];
    double[] prior = new double[p];
    Arrays.fill(prior, ridge);
    double[] w = start.clone();
    double[] followed = start;

    for (int window = 0; window < ends.length; window++) {
      int from = window == 0 ? 0 : ends[window - 1];
      double[][] rows = Arrays.copyOfRange(x, from, ends[window]);
      double[] targets = Arrays.copyOfRange(y, from, ends[window]);
      RealMatrix met = Oracle.information(x, weight, prior);
      SquaredError loss = new SquaredError(rows, targets, w.clone());
      FactorPenalty penalty = new FactorPenalty(factor, new double[p]);
      double[] move = new double[p];
      newton.minimise(move, loss, penalty);
      factor = newton.root(decay, penalty, move, loss);
      Oracle.add(1, move, w);

      followed = update(followed, met, rows, targets);
      Arrays.setAll(prior, i -> prior[i] * decay);
      Arrays.setAll(weight, i -> weight[i] * decay);
      Arrays.fill(weight, from, ends[window], 1);
      RealMatrix information = Oracle.information(x, weight, prior);
      double[][] square = new double[p][p];
      factor.addSquareTo(square);
      for (int i = 0; i < p; i++) {
        assertThat(Arrays.copyOf(square[i], i + 1))
            .containsExactly(Arrays.copyOf(information.getRow(i), i + 1), within(1e-12));
      }
      assertThat(w).containsExactly(followed, within(1e-12 * Oracle.spread(information)));
    }
    if (decay == 1) {
      assertThat(w)
          .containsExactly(
              Oracle.ridge(x, y, weight, prior, start),
              within(1e-12 * Oracle.spread(Oracle.information(x, weight, prior))));
    }
  }

  /** The minimum of ½ Σ (y - xᵀ w)² + ½ (w - w₀)ᵀ Λ (w - w₀) by the normal equations. */
  private static double[] update(double[] start, RealMatrix precision, double[][] x, double[] y) {
    double[] gradient = new double[start.length];
    new SquaredError(x, y, start).addGradient(new double[start.length], gradient);
    RealMatrix rows = Oracle.matrix(x);
    RealMatrix information = precision.add(rows.transpose().multiply(rows));
    double[] next = start.clone();
    Oracle.add(
        -1,
        new LUDecomposition(information).getSolver().solve(Oracle.vector(gradient)).toArray(),
        next);
    return next;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_integerWeight_isRepetition(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int n = draw.between(1, 6);
    int[] times = IntStream.range(0, n).map(i -> draw.between(0, 3)).toArray();
    times[0] = Math.max(1, times[0]);
    double[][] x = draw.normal(n, 3);
    int total = Arrays.stream(times).sum();
    Trial<LaplaceState> weighted =
        Trial.laplace(Fields.of("dimension", 3).with("classes", 3).with("window", n));
    Trial<LaplaceState> repeated =
        Trial.laplace(Fields.of("dimension", 3).with("classes", 3).with("window", total));

    for (int i = 0; i < n; i++) {
      int label = draw.between(0, 2);
      weighted.learnClass(times[i], x[i], label, Sample.NO_TIME);
      for (int k = 0; k < times[i]; k++) {
        repeated.learnClass(x[i], label);
      }
    }

    double pull = IntStream.range(0, n).mapToDouble(i -> times[i] * Oracle.norm(x[i])).sum();
    double bend = IntStream.range(0, n).mapToDouble(i -> times[i] * cube(x[i])).sum();
    // Gradients round by ε times what they sum, which the prior 1 turns into weights; curvature
    // changes by a third derivative of at most |x|³ a sample.
    double tolerance = 1e-15 * (1 + pull);
    assertThat(weighted.weights()).containsExactly(repeated.weights(), within(tolerance));
    assertThat(
            Oracle.largestDifference(
                Trial.dense(weighted.state().precision()),
                Trial.dense(repeated.state().precision())))
        .isLessThan(tolerance * (1 + bend));
  }

  private static double cube(double[] x) {
    return Math.pow(Oracle.norm(x), 3);
  }

  static void learn(Trial<?> trial, Samples samples) throws Exception {
    for (int i = 0; i < samples.x().length; i++) {
      trial.learnClass(samples.weight()[i], samples.x()[i], samples.label()[i], Sample.NO_TIME);
    }
  }

  static double[] gradient(double[] w, Samples samples) {
    return SoftmaxOracle.gradient(w, samples.x(), samples.targets(), samples.weight());
  }

  /** ½ Σ (y - xᵀ (w₀ + t))² as a function of t. */
  private record SquaredError(double[][] x, double[] y, double[] start) implements Loss {

    private double error(double[] t, int i) {
      return Oracle.dot(x[i], start) + Oracle.dot(x[i], t) - y[i];
    }

    @Override
    public double value(double[] t) {
      double sum = 0;
      for (int i = 0; i < x.length; i++) {
        sum += 0.5 * Math.pow(error(t, i), 2);
      }
      return sum;
    }

    @Override
    public void addGradient(double[] t, double[] gradient) {
      for (int i = 0; i < x.length; i++) {
        Oracle.add(error(t, i), x[i], gradient);
      }
    }

    @Override
    public void addHessian(double[] t, double[][] lower) {
      for (double[] row : x) {
        for (int i = 0; i < row.length; i++) {
          for (int j = 0; j <= i; j++) {
            lower[i][j] += row[i] * row[j];
          }
        }
      }
    }

    @Override
    public boolean rooted() {
      return true;
    }

    @Override
    public void addRoot(double[] t, TriangularFactor into) {
      for (double[] row : x) {
        into.add(row.clone());
      }
    }
  }
}

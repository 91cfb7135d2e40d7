package io.rivulet.learner.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import io.rivulet.learner.step.Softmax;
import io.rivulet.learner.window.SoftmaxOracle.Samples;
import io.rivulet.state.DistillationState;
import io.rivulet.state.LaplaceState;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Windows in any unit, under any prior, against {@link ExactSoftmax}: a unit u is a prior of 1 / u²
 * times, and probabilities of 1e-30 and less decide the weights.
 */
class SoftmaxUnitsTest {

  /**
   * Relative to the largest weight. Steps have pivots that keep 1e-6 of their diagonal, of which at
   * most D = 12 entries round; the rest is rounding of logits, ε times their size below 1000.
   */
  private static final double BOUND = 16 * 0x1p-52 / 1e-6;

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "x {0}, prior {1}")
  @CsvSource({
    "1e-8, 10",
    "1e-8, 1e-6",
    "1, 1",
    "1e3, 1e-4",
    "1e5, 1e-4",
    "1e7, 1e-4",
    "1e7, 1",
    "1e9, 1",
    "1.79e12, 1",
    "1e12, 1e-6",
    "1e12, 10",
    "1e100, 1",
    "1e100, 1e-6"
  })
  void learn_windowsOfOneSample_areTheMinimum(double x, double prior) throws Exception {
    Trial<LaplaceState> laplace =
        Trial.laplace(
            Fields.of("dimension", 1)
                .with("classes", 2)
                .with("window", 1)
                .with("priorPrecision", prior));
    double largest = 0;

    for (int label : new int[] {0, 1, 0}) {
      Samples sample = new Samples(new double[][] {{x}}, new int[] {label}, new double[] {1}, 2);
      double error = learned(laplace, sample);
      largest = Math.max(largest, Oracle.norm(laplace.weights()));
      assertThat(error / largest).isLessThan(BOUND);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_firstWindowInAnyUnit_isTheMinimum(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int classes = 2 + (int) (seed % 3);
    Samples samples = samples(draw, draw.between(1, 6), draw.between(1, 3), classes, unit(draw));
    Trial<LaplaceState> laplace =
        Trial.laplace(
            Fields.of("dimension", samples.x()[0].length)
                .with("classes", classes)
                .with("window", samples.x().length)
                .with("priorPrecision", prior(draw)));

    double error = learned(laplace, samples);

    assertThat(error / Oracle.norm(laplace.weights())).isLessThan(BOUND);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_windowsOfTwoClassesInAnyUnit_areTheMinimum(long seed) throws Exception {
    Draw draw = new Draw(seed);
    double unit = unit(draw);
    int n = draw.between(1, 6);
    Trial<LaplaceState> laplace =
        Trial.laplace(
            Fields.of("dimension", 1)
                .with("classes", 2)
                .with("window", n)
                .with("priorPrecision", prior(draw))
                .with("decay", seed % 2 == 0 ? 1 : draw.uniform(0.5, 1)));
    double largest = 0;

    for (int window = 0; window < 3; window++) {
      double error = learned(laplace, samples(draw, n, 1, 2, unit));
      largest = Math.max(largest, Oracle.norm(laplace.weights()));
      assertThat(error / largest).isLessThan(BOUND);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_taughtWindowInAnyUnit_isTheMinimum(long seed) throws Exception {
    Draw draw = new Draw(seed);
    double ridge = prior(draw);
    double unit = unit(draw);
    int n = draw.between(1, 4);
    Trial<DistillationState> distillation =
        Trial.distillation(
            Fields.of("dimension", 1)
                .with("classes", 2)
                .with("window", n)
                .with("ridge", ridge)
                .with("initialWeights", Map.of("uniform", 1 / unit, "seed", seed)));
    Samples first = samples(draw, n, 1, 2, unit);
    Samples second = samples(draw, n, 1, 2, unit);

    LaplaceLawsTest.learn(distillation, first);
    double[] teacher = distillation.weights();
    double[][] taught = new double[n][];
    for (int i = 0; i < n; i++) {
      double x = first.x()[i][0];
      taught[i] = new double[] {x * teacher[0], x * teacher[1]};
      Softmax.probabilities(taught[i], 2);
    }
    LaplaceLawsTest.learn(distillation, second);

    double[] w = distillation.weights();
    DoubleStream weights = Arrays.stream(second.weight());
    double[] error =
        ExactSoftmax.step(
            w,
            joined(first.x(), second.x()),
            joined(taught, second.targets()),
            DoubleStream.concat(DoubleStream.generate(() -> 1).limit(n), weights).toArray(),
            new double[][] {{ridge, 0}, {0, ridge}},
            new double[2],
            0);
    assertThat(Oracle.norm(error) / Math.max(Oracle.norm(w), Oracle.norm(teacher)))
        .isLessThan(BOUND);
  }

  /** A power of two rounds nothing, and no bound of the fit has a unit. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_inputsTimesAPowerOfTwo_divideTheWeightsByIt(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int classes = 2 + (int) (seed % 3);
    int d = draw.between(1, 3);
    int n = draw.between(1, 6);
    double prior = draw.uniform(0.01, 10);
    double scale = Math.scalb(1.0, draw.between(-40, 40));
    Fields fields = Fields.of("dimension", d).with("classes", classes).with("window", n);
    Trial<LaplaceState> plain = Trial.laplace(fields.with("priorPrecision", prior));
    Trial<LaplaceState> scaled =
        Trial.laplace(fields.with("priorPrecision", prior * scale * scale));

    for (int window = 0; window < 3; window++) {
      Samples samples = Samples.draw(draw, n, d, classes);
      LaplaceLawsTest.learn(plain, samples);
      LaplaceLawsTest.learn(scaled, scaled(samples, scale));

      double[] back = Arrays.stream(scaled.weights()).map(w -> w * scale).toArray();
      assertThat(back).containsExactly(plain.weights());
    }
  }

  /** Learns a window and gives how far the weights are from the minimum. */
  private static double learned(Trial<LaplaceState> laplace, Samples samples) throws Exception {
    double[] start = laplace.weights();
    double[][] precision = Trial.dense(laplace.state().precision());
    LaplaceLawsTest.learn(laplace, samples);
    return Oracle.norm(
        ExactSoftmax.step(
            laplace.weights(),
            samples.x(),
            samples.targets(),
            samples.weight(),
            precision,
            start,
            100 * precision[0][0]));
  }

  private static double unit(Draw draw) {
    return Math.pow(10, draw.uniform(-8, 12));
  }

  private static double prior(Draw draw) {
    return Math.pow(10, draw.uniform(-6, 1));
  }

  private static Samples samples(Draw draw, int n, int d, int classes, double unit) {
    return scaled(Samples.draw(draw, n, d, classes), unit);
  }

  private static Samples scaled(Samples samples, double unit) {
    double[][] x =
        Arrays.stream(samples.x())
            .map(row -> Arrays.stream(row).map(v -> v * unit).toArray())
            .toArray(double[][]::new);
    return new Samples(x, samples.label(), samples.weight(), samples.classes());
  }

  private static double[][] joined(double[][] a, double[][] b) {
    double[][] joined = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, joined, a.length, b.length);
    return joined;
  }
}

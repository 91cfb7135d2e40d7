package io.rivulet.experiment.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against normal equations, solved anew without each sample. */
final class BatchRidgeTest {

  /** Of normal equations whose condition is at most about 1e6. */
  private static final double ROUNDING = 1e-7;

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void strength_anyData_hasTheLeastErrorOfRefitsWithoutEachSample(long seed) {
    Case data = Case.drawn(seed);
    BatchRidge ridge = new BatchRidge(data.x, data.y);

    double[] errors =
        IntStream.rangeClosed(-30, 15)
            .mapToDouble(fifths -> data.leftOut(data.unit() * Math.pow(10, fifths / 5.0)))
            .toArray();

    double least = Arrays.stream(errors).min().orElseThrow();
    assertThat(data.leftOut(ridge.strength())).isCloseTo(least, within(ROUNDING * (1 + least)));
    double fifths = 5 * Math.log10(ridge.strength() / data.unit());
    assertThat(fifths).isCloseTo(Math.rint(fifths), within(1e-6)).isBetween(-30.1, 15.1);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void answer_anyInput_isThatOfTheNormalEquations(long seed) {
    Case data = Case.drawn(seed);
    BatchRidge ridge = new BatchRidge(data.x, data.y);
    RealMatrix weights = Case.fit(data.x, data.y, ridge.strength());

    for (double[] x : data.x) {
      assertThat(ridge.answer(x)).containsExactly(Case.answer(weights, x), within(ROUNDING));
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Case(double[][] x, double[][] y) {

    static Case drawn(long seed) {
      var random = new SplittableRandom(seed);
      int n = random.nextInt(4, 12);
      int p = random.nextInt(1, 16);
      double[][] x = new double[n][p];
      double[][] y = new double[n][1 + random.nextInt(2)];
      double[] truth = random.doubles(p, -1, 1).toArray();
      for (int i = 0; i < n; i++) {
        double[] row = x[i];
        Arrays.setAll(row, j -> 3 + random.nextGaussian());
        double signal = IntStream.range(0, p).mapToDouble(j -> truth[j] * row[j]).sum();
        Arrays.setAll(y[i], o -> 7 + signal + random.nextGaussian());
      }
      return new Case(x, y);
    }

    /** The mean squared length of a centred input. */
    double unit() {
      double sum = 0;
      for (int j = 0; j < x[0].length; j++) {
        int of = j;
        double mean = Arrays.stream(x).mapToDouble(row -> row[of]).average().orElseThrow();
        sum += Arrays.stream(x).mapToDouble(row -> Math.pow(row[of] - mean, 2)).sum();
      }
      return sum / x.length;
    }

    double leftOut(double strength) {
      double sum = 0;
      for (int i = 0; i < x.length; i++) {
        double[] answer = answer(fit(without(x, i), without(y, i), strength), x[i]);
        for (int o = 0; o < answer.length; o++) {
          sum += Math.pow(y[i][o] - answer[o], 2);
        }
      }
      return sum;
    }

    private static double[][] without(double[][] rows, int left) {
      return IntStream.range(0, rows.length)
          .filter(i -> i != left)
          .mapToObj(i -> rows[i])
          .toArray(double[][]::new);
    }

    /** Weights of [x, 1], the last of which is not shrunk. */
    static RealMatrix fit(double[][] x, double[][] y, double strength) {
      RealMatrix inputs =
          new Array2DRowRealMatrix(Arrays.stream(x).map(Case::widened).toArray(double[][]::new));
      RealMatrix normal = inputs.transpose().multiply(inputs);
      for (int j = 0; j < x[0].length; j++) {
        normal.addToEntry(j, j, strength);
      }
      RealMatrix products = inputs.transpose().multiply(new Array2DRowRealMatrix(y));
      return new LUDecomposition(normal, 0).getSolver().solve(products);
    }

    static double[] answer(RealMatrix weights, double[] x) {
      return weights.preMultiply(widened(x));
    }

    private static double[] widened(double[] x) {
      double[] widened = Arrays.copyOf(x, x.length + 1);
      widened[x.length] = 1;
      return widened;
    }
  }
}

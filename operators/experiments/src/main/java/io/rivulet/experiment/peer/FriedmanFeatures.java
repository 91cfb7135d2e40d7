package io.rivulet.experiment.peer;

import io.rivulet.experiment.digits.Draws;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Friedman #1 seen through 400 frozen features tanh(v·z + c) of its inputs in units of their
 * deviation, z = √12 (x - ½), v from N(0, 1/10) and c from N(0, 1/4): y = 10 sin(π x₁ x₂) + 20 (x₃
 * - ½)² + 10 x₄ + 5 x₅ + N(0, 1), x of ten numbers from U[0, 1) of which five do not matter. 300
 * samples, <em>sorted by x₄</em>, so that the stream drifts; 1,000 without noise to test.
 *
 * <p>Reference: J. Friedman, <i>Multivariate adaptive regression splines</i>, 1991.
 */
public final class FriedmanFeatures {

  static final int FEATURES = 400;
  static final int TRAIN = 300;
  static final int TEST = 1000;
  static final int INPUTS = 10;
  static final double NOISE = 1;

  private static final int SORTED_BY = 3;

  private final Draws draws;
  private final double[][] columns = new double[FEATURES][1 + INPUTS];

  private FriedmanFeatures(Draws draws) {
    this.draws = draws;
    for (double[] column : columns) {
      Arrays.setAll(column, i -> (i < INPUTS ? Math.sqrt(0.1) : 0.5) * draws.normal());
    }
  }

  /** The stream of a seed. */
  public static DrawnStream drawn(long seed) {
    FriedmanFeatures features = new FriedmanFeatures(new Draws(seed));
    List<double[]> train =
        Stream.generate(features::input)
            .limit(TRAIN)
            .sorted(Comparator.comparingDouble(x -> x[SORTED_BY]))
            .toList();
    List<double[]> test = Stream.generate(features::input).limit(TEST).toList();
    return new DrawnStream(
        train.stream().map(x -> features.seen(x, NOISE * features.draws.normal())).toList(),
        test.stream().map(x -> features.seen(x, 0)).toList(),
        NOISE);
  }

  private double[] input() {
    double[] x = new double[INPUTS];
    Arrays.setAll(x, i -> draws.uniform(0, 1));
    return x;
  }

  private Measured seen(double[] x, double noise) {
    double[] features = new double[FEATURES];
    Arrays.setAll(features, j -> feature(columns[j], x));
    return new Measured(features, target(x) + noise);
  }

  private static double feature(double[] column, double[] x) {
    double sum = column[INPUTS];
    for (int i = 0; i < INPUTS; i++) {
      sum += column[i] * Math.sqrt(12) * (x[i] - 0.5);
    }
    return StrictMath.tanh(sum);
  }

  /** The published function. */
  static double target(double[] x) {
    return 10 * StrictMath.sin(Math.PI * x[0] * x[1])
        + 20 * (x[2] - 0.5) * (x[2] - 0.5)
        + 10 * x[3]
        + 5 * x[4];
  }
}

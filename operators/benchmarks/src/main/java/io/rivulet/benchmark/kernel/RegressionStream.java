package io.rivulet.benchmark.kernel;

import java.util.SplittableRandom;

/**
 * An endless stream of samples of a linear model with noise: inputs are windows of one list of
 * random numbers, so that any p samples in a row are independent and few numbers take cache.
 */
final class RegressionStream {

  private static final double NOISE = 0.1;

  private final double[] numbers;
  private final double[] noise;
  private final double[] x;
  private int next;

  RegressionStream(int p) {
    SplittableRandom random = new SplittableRandom(7);
    numbers = random.doubles(4L * p, -1, 1).toArray();
    noise = random.doubles(1021, -NOISE, NOISE).toArray();
    x = new double[p];
  }

  /** The next input, which overwrites the one before. */
  double[] next() {
    int from = next % (numbers.length - x.length);
    System.arraycopy(numbers, from, x, 0, x.length);
    next++;
    return x;
  }

  /** The target of the last input. */
  double target() {
    return x[0] - 0.5 * x[x.length - 1] + noise[next % noise.length];
  }
}

package io.rivulet.benchmark.pipeline;

import java.util.SplittableRandom;

/**
 * Samples of a linear target with noise, which are drawn once and then sent again and again. Their
 * numbers have all the digits of a float64.
 */
final class SampleValues {

  private static final int POOL = 2048;

  private final byte[][] values = new byte[POOL][];

  SampleValues(SampleForm form, int dimension) {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < POOL; i++) {
      double[] x = random.doubles(dimension, -1, 1).toArray();
      values[i] = form.write(x, x[0] - 0.5 * x[dimension - 1] + 0.1 * random.nextGaussian());
    }
  }

  byte[] value(long index) {
    return values[(int) (index % POOL)];
  }
}

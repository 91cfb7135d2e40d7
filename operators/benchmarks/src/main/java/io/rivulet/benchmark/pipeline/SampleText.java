package io.rivulet.benchmark.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * Samples of a linear target with noise, as text, which are drawn once and then sent again and
 * again. Their numbers have all the digits of a float64.
 */
final class SampleText {

  private static final int POOL = 2048;

  private final byte[][] values = new byte[POOL][];

  SampleText(int dimension) {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < POOL; i++) {
      values[i] = json(random.doubles(dimension, -1, 1).toArray(), random.nextGaussian());
    }
  }

  private static byte[] json(double[] x, double noise) {
    StringBuilder text = new StringBuilder("{\"x\":[");
    for (int i = 0; i < x.length; i++) {
      text.append(i == 0 ? "" : ",").append(x[i]);
    }
    double y = x[0] - 0.5 * x[x.length - 1] + 0.1 * noise;
    return text.append("],\"y\":")
        .append(y)
        .append('}')
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  byte[] value(long index) {
    return values[(int) (index % POOL)];
  }
}

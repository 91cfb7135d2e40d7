package io.rivulet.experiment.peer;

import io.rivulet.experiment.digits.Draws;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * A linear regression of which few inputs matter: y = w·x + N(0, ½²), x of 200 numbers from N(0,
 * 1), w of 10 weights from N(0, 1 / 10) at places of the seed and zeros elsewhere. 200 samples;
 * 1,000 without noise to test.
 */
public final class SparseRegression {

  static final int INPUTS = 200;
  static final int NONZERO = 10;
  static final int TRAIN = 200;
  static final int TEST = 1000;
  static final double NOISE = 0.5;

  private SparseRegression() {}

  /** The stream of a seed. */
  public static DrawnStream drawn(long seed) {
    Draws draws = new Draws(seed);
    double[] w = new double[INPUTS];
    int[] places = draws.permutation(INPUTS);
    for (int i = 0; i < NONZERO; i++) {
      w[places[i]] = draws.normal() / Math.sqrt(NONZERO);
    }
    return new DrawnStream(
        Stream.generate(() -> measured(w, NOISE, draws)).limit(TRAIN).toList(),
        Stream.generate(() -> measured(w, 0, draws)).limit(TEST).toList(),
        NOISE);
  }

  private static Measured measured(double[] w, double noise, Draws draws) {
    double[] x = new double[INPUTS];
    Arrays.setAll(x, i -> draws.normal());
    double y = noise * draws.normal();
    for (int i = 0; i < INPUTS; i++) {
      y += w[i] * x[i];
    }
    return new Measured(x, y);
  }
}

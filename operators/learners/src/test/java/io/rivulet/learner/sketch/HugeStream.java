package io.rivulet.learner.sketch;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Oracle;
import java.util.Arrays;

/** A stream of samples of one size, some of which are larger by up to a hundred decades. */
final class HugeStream {

  /** Where the large numbers stand. */
  enum Kind {
    /** One entry beside ordinary ones, three times the same column. */
    ONE_COLUMN,
    /** One entry and zeros, three times the same column. */
    ALONE,
    /** Every other sample, ever larger. */
    GROWING,
    /** Every entry, once. */
    ALL,
    /** Every entry, two samples. */
    TWICE,
    /** Every entry, three times the same sample. */
    REPEATED,
    /** Up to eight samples, all the same entries, the others 0. */
    NESTED,
    /** Up to three samples, each some of the entries, the others 0. */
    SOME;

    static Kind of(long seed) {
      return values()[(int) (seed % values().length)];
    }

    /** Whether columns may have any units without a loss of small entries. */
    boolean anyUnits() {
      return this == ONE_COLUMN || this == ALONE || this == GROWING;
    }
  }

  final int p;
  final double[][] x;
  final double[] y;
  final double[] weight;
  private final Draw draw;
  private final double decades;

  /**
   * @param decades most that a sample is larger than the others
   * @param units whether columns have scales from 1e-8 to 1e12
   * @param weighted whether samples weigh 1e-12 to 1e6
   */
  HugeStream(Draw draw, Kind kind, int p, int n, double decades, boolean units, boolean weighted) {
    this.draw = draw;
    this.p = p;
    this.x = new double[n][p];
    this.y = new double[n];
    this.weight = new double[n];
    this.decades = decades;
    double[] truth = new double[p];
    for (int j = 0; j < p; j++) {
      double scale = units ? power(-8, 12) : 1;
      truth[j] = draw.uniform(-2, 2) / scale;
      for (double[] row : x) {
        row[j] = scale * draw.uniform(-1, 1);
      }
    }
    enlarge(kind);
    for (int i = 0; i < n; i++) {
      weight[i] = weighted ? power(-12, 6) : 1;
      y[i] = Oracle.dot(x[i], truth) + draw.uniform(-0.1, 0.1);
    }
  }

  private void enlarge(Kind kind) {
    int column = draw.between(0, p - 1);
    double[] input = draw.normal(p);
    double size = power(2, decades);
    switch (kind) {
      case ONE_COLUMN, ALONE -> {
        for (int k = 0; k < 3; k++) {
          double[] row = x[draw.between(0, x.length - 1)];
          if (kind == Kind.ALONE) {
            Arrays.fill(row, 0);
          }
          row[column] = size * draw.uniform(-1, 1);
        }
      }
      case GROWING -> {
        for (int i = 0; i < x.length; i += 2) {
          double factor = Math.pow(10, decades * i / x.length);
          double[] row = x[i];
          Arrays.setAll(row, j -> row[j] * factor);
        }
      }
      case ALL -> put(input, size);
      case TWICE -> {
        put(input, size);
        put(draw.normal(p), size);
      }
      case REPEATED -> {
        for (int k = 0; k < 3; k++) {
          put(input, size);
        }
      }
      case SOME -> {
        for (int k = draw.between(1, 3); k > 0; k--) {
          put(masked(draw.normal(p), mask(column)), power(2, decades));
        }
      }
      case NESTED -> {
        boolean[] mask = mask(column);
        for (int k = draw.between(3, 8); k > 0; k--) {
          put(masked(draw.normal(p), mask), power(2, decades));
        }
      }
    }
  }

  private void put(double[] input, double size) {
    double[] row = x[draw.between(0, x.length - 1)];
    Arrays.setAll(row, j -> size * input[j]);
  }

  private boolean[] mask(int column) {
    boolean[] mask = new boolean[p];
    for (int j = 0; j < p; j++) {
      mask[j] = j == column || draw.between(0, 1) == 1;
    }
    return mask;
  }

  private static double[] masked(double[] input, boolean[] mask) {
    double[] masked = new double[input.length];
    Arrays.setAll(masked, j -> mask[j] ? input[j] : 0);
    return masked;
  }

  private double power(double from, double to) {
    return Math.pow(10, draw.uniform(from, to));
  }
}

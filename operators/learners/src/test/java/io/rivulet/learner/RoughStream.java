package io.rivulet.learner;

import java.util.Arrays;

/**
 * A stream as people have them, drawn from a seed: columns of scales 1e-8 to 1e12, stuck sensors,
 * rare categories, features that appear late, idle stretches, near collinear columns, weights 1e-12
 * to 1e6, and now and then one huge sample.
 */
public final class RoughStream {

  /** What a stream has beside ordinary columns. */
  public enum Trait {
    SCALES,
    COLLINEAR,
    WEIGHTS,
    HUGE
  }

  public final int p;
  public final int n;
  public final double[][] x;
  public final double[] y;
  public final double[] weight;
  private final Draw draw;
  private final double[] scale;
  private final double[] truth;

  public RoughStream(long seed, Trait... traits) {
    this.draw = new Draw(seed);
    this.p = draw.between(2, 6);
    this.n = draw.between(40, 120);
    this.x = new double[n][p];
    this.y = new double[n];
    this.weight = new double[n];
    this.scale = new double[p];
    this.truth = new double[p];
    var has = Arrays.asList(traits);
    for (int j = 0; j < p; j++) {
      scale[j] = has.contains(Trait.SCALES) ? Math.pow(10, draw.uniform(-8, 12)) : 1;
      truth[j] = draw.uniform(-2, 2) / scale[j];
      column(j);
    }
    if (has.contains(Trait.COLLINEAR)) {
      collinear();
    }
    stretches();
    if (has.contains(Trait.HUGE)) {
      huge();
    }
    for (int i = 0; i < n; i++) {
      weight[i] = has.contains(Trait.WEIGHTS) ? Math.pow(10, draw.uniform(-12, 6)) : 1;
      double noise = draw.uniform(-0.1, 0.1);
      y[i] = Oracle.dot(x[i], truth) + noise;
    }
  }

  private void column(int j) {
    int kind = draw.between(0, 3);
    int from = kind == 2 ? draw.between(1, n - 1) : 0;
    for (int i = from; i < n; i++) {
      double value =
          kind == 1
              ? (draw.between(0, 29) == 0 ? 1 : 0)
              : draw.uniform(-1, 1) + (kind == 3 ? 20 : 0);
      x[i][j] = scale[j] * value;
    }
  }

  private void collinear() {
    for (int i = 0; i < n; i++) {
      double twin = x[i][0] / scale[0] * (1 + 1e-10 * draw.uniform(-1, 1));
      x[i][1] = scale[1] * twin;
    }
  }

  /** A stretch of zeros, and one in which every sensor is stuck. */
  private void stretches() {
    int idle = draw.between(0, n - 20);
    for (int i = idle; i < idle + 10; i++) {
      Arrays.fill(x[i], 0);
    }
    int stuck = draw.between(0, n - 20);
    for (int i = stuck + 1; i < stuck + 20; i++) {
      x[i] = x[stuck].clone();
    }
  }

  private void huge() {
    for (int k = draw.between(1, 3); k > 0; k--) {
      int i = draw.between(0, n - 1);
      double most = 0;
      for (int j = 0; j < p; j++) {
        x[i][j] = draw.between(0, 1) * draw.uniform(-1, 1);
        most = Math.max(most, Math.abs(x[i][j]));
      }
      double size = Math.pow(10, draw.uniform(20, 100));
      for (int j = 0; j < p && most > 0; j++) {
        x[i][j] *= size;
      }
    }
  }

  /** The largest weight, each times the size of its column. */
  public double largest(double[] w) {
    double largest = 0;
    for (int j = 0; j < p; j++) {
      double size = 0;
      for (double[] row : x) {
        size = Math.hypot(size, row[j]);
      }
      largest = Math.max(largest, Math.abs(w[j]) * size);
    }
    return largest;
  }

  /** Rows of the batch from i on, fewer at the end. */
  public double[][] rows(int i, int count) {
    return Arrays.copyOfRange(x, i, Math.min(n, i + count));
  }

  public double[][] targets(int i, int count) {
    double[][] targets = new double[Math.min(n, i + count) - i][1];
    for (int k = 0; k < targets.length; k++) {
      targets[k][0] = y[i + k];
    }
    return targets;
  }

  /**
   * By how much the relative error of w exceeds that of the rows of A = [√Ω X; √π I], its columns
   * scaled to length 1: κ + κ² ‖r‖ / (‖A‖ ‖w‖), r the residual. Å. Björck, <i>Numerical Methods for
   * Least Squares Problems</i>, 1996, theorem 1.4.6.
   */
  public double sensitivity(double prior, double[] w) {
    double[][] rows = new double[n + p][p];
    double[] scaled = new double[p];
    double residual = 0;
    for (int j = 0; j < p; j++) {
      rows[n + j][j] = Math.sqrt(prior);
      residual = Math.hypot(residual, Math.sqrt(prior) * w[j]);
      double size = rows[n + j][j];
      for (int i = 0; i < n; i++) {
        rows[i][j] = Math.sqrt(weight[i]) * x[i][j];
        size = Math.hypot(size, rows[i][j]);
      }
      for (double[] row : rows) {
        row[j] /= size;
      }
      scaled[j] = w[j] * size;
    }
    for (int i = 0; i < n; i++) {
      double error = y[i] - Oracle.dot(x[i], w);
      residual = Math.hypot(residual, Math.sqrt(weight[i]) * error);
    }
    double[] values = Oracle.singularValues(rows);
    double condition = values[0] / values[p - 1];
    return condition + condition * condition * residual / (values[0] * Oracle.norm(scaled));
  }

  /** Whether samples weigh differently. */
  public boolean weighted() {
    return Arrays.stream(weight).anyMatch(w -> w != 1);
  }

  /** Below 2 / (ω |x|²) for every sample. */
  public double stableRate() {
    double largest = 1;
    for (int i = 0; i < n; i++) {
      largest = Math.max(largest, weight[i] * Oracle.dot(x[i], x[i]));
    }
    return 1 / largest;
  }
}

package io.rivulet.learner.ledger;

import io.rivulet.learner.Draw;
import java.util.Arrays;

/**
 * A seeded stream of the kinds that users have: columns of any unit, idle and stuck stretches, rare
 * categories, features that appear late, times and years, near copies, weights of any size, and, if
 * asked for, single huge samples.
 */
public final class LedgerStream {

  public final int p;
  public final double[][] x;
  public final double[] y;
  public final double[] weight;

  private final Draw draw;
  private final int[] kind;
  private final double[] unit;

  public LedgerStream(long seed, boolean huge) {
    this.draw = new Draw(seed);
    this.p = draw.between(2, 5);
    int n = draw.between(20, 60);
    this.kind = new int[p];
    this.unit = new double[p];
    Arrays.setAll(kind, j -> draw.between(0, 6));
    Arrays.setAll(unit, j -> Math.pow(10, draw.uniform(-8, 12)));
    this.x = new double[n][];
    this.y = new double[n];
    this.weight = new double[n];
    boolean weighted = draw.between(0, 1) == 0;
    for (int i = 0; i < n; i++) {
      x[i] = row(i, n);
      weight[i] = weighted ? Math.pow(10, draw.uniform(-12, 6)) : 1;
    }
    idle(n / 3, n / 3 + n / 6);
    target();
    if (huge) {
      int i = draw.between(0, n - 1);
      x[i][draw.between(0, p - 1)] = 1e100;
      y[i] = draw.between(0, 1) == 0 ? 1e100 : 1;
    }
  }

  private double[] row(int i, int n) {
    double[] row = draw.normal(p);
    for (int j = 0; j < p; j++) {
      row[j] = unit[j] * entry(j, i, n, row);
    }
    return row;
  }

  private double entry(int j, int i, int n, double[] row) {
    return switch (kind[j]) {
      case 0 -> i > n / 2 ? row[j] : 0;
      case 1 -> i % 9 == 5 ? 1 : 0;
      case 2 -> 1.79e12 + 6e7 * i + 1e3 * row[j];
      case 3 -> 2026 + i / 12 + row[j] / 12;
      case 4 -> j == 0 ? row[j] : row[j - 1] / unit[j - 1] + nearness() * row[j];
      default -> row[j];
    };
  }

  /** A copy differs by one part in 1e2 to 1e8. */
  private double nearness() {
    return Math.pow(10, -2 - 6 * (unit[0] % 1));
  }

  /** A stretch without a signal: all zeros, or every sensor stuck. */
  private void idle(int from, int to) {
    boolean stuck = draw.between(0, 1) == 0;
    for (int i = from; i < to; i++) {
      x[i] = stuck ? x[from].clone() : new double[p];
    }
  }

  private void target() {
    double[] truth = draw.normal(p);
    for (int i = 0; i < y.length; i++) {
      y[i] = 1e-3 * draw.uniform(-1, 1);
      for (int j = 0; j < p; j++) {
        y[i] += truth[j] * x[i][j] / unit[j];
      }
    }
  }
}

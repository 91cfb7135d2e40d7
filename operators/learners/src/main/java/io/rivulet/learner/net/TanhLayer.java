package io.rivulet.learner.net;

import io.rivulet.kernel.SplitMix;
import io.rivulet.model.TanhUnits;
import io.rivulet.record.Details;
import io.rivulet.record.HiddenLayer;
import io.rivulet.state.Columns;

/**
 * The hidden layer of an online net: h = tanh([1, x] V), V is (1 + d) x H with the biases in row 0.
 * O(d H) a row.
 */
public final class TanhLayer {

  private TanhLayer() {}

  /**
   * V as it is drawn, row-major: first H biases from U(-scale, scale), then d rows of H weights
   * from N(0, scale² / d), by one {@link SplitMix} and its {@link SplitMix#normals}.
   *
   * @param scale positive; 0.5 keeps tanh near its linear part for inputs of variance 1
   */
  static double[] drawn(int inputs, int units, double scale, long seed) {
    SplitMix numbers = new SplitMix(seed);
    double[] rowMajor = new double[(1 + inputs) * units];
    for (int j = 0; j < units; j++) {
      rowMajor[j] = numbers.uniform(scale);
    }
    numbers.normals(scale / Math.sqrt(inputs), rowMajor, units);
    return rowMajor;
  }

  /** V whose unit j is tanh of entry j of [1, x]; units beyond those are 0. */
  static double[] identity(int inputs, int units) {
    double[] rowMajor = new double[(1 + inputs) * units];
    for (int i = 0; i <= inputs; i++) {
      rowMajor[i * units + i] = 1;
    }
    return rowMajor;
  }

  /** [1, x] for each row of x. */
  public static double[][] extended(double[][] x) {
    return TanhUnits.extended(x);
  }

  /**
   * h for each row.
   *
   * @param columns of V
   * @param rows [1, x]
   */
  public static double[][] values(double[][] columns, double[][] rows) {
    return TanhUnits.values(columns, rows);
  }

  /** Keeps every entry in [-bound, bound], in place; NaN stays NaN. */
  static void clip(double[] entries, double bound) {
    for (int i = 0; i < entries.length; i++) {
      entries[i] = Math.max(-bound, Math.min(bound, entries[i]));
    }
  }

  /** What [1, x] V must be for each h: artanh h, with |h| &lt; 1. Overwrites h. */
  static void invert(double[] h) {
    for (int i = 0; i < h.length; i++) {
      h[i] = (StrictMath.log1p(h[i]) - StrictMath.log1p(-h[i])) / 2;
    }
  }

  /** V as a weight record carries it. */
  static Details published(double[][] columns) {
    return Details.of(
        new HiddenLayer(columns[0].length, columns.length, Columns.rowMajor(columns)));
  }
}

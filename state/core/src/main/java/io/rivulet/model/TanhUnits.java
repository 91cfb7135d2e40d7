package io.rivulet.model;

import io.rivulet.kernel.Lanes;
import java.util.Arrays;

/**
 * The hidden layer of an online net, h = tanh([1, x] V), and the inputs of its read-out. V is (1 +
 * d) x H with the biases in row 0. O(d H) a row.
 */
public final class TanhUnits {

  private TanhUnits() {}

  /** [1, x] for each row of x. */
  public static double[][] extended(double[][] x) {
    double[][] rows = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      rows[i] = new double[1 + x[i].length];
      rows[i][0] = 1;
      System.arraycopy(x[i], 0, rows[i], 1, x[i].length);
    }
    return rows;
  }

  /**
   * The hidden values h for each row [1, x].
   *
   * @param columns the columns of V
   * @param rows the rows [1, x]
   */
  public static double[][] values(double[][] columns, double[][] rows) {
    double[][] values = new double[rows.length][columns.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < columns.length; j++) {
        values[i][j] = StrictMath.tanh(Lanes.dot(rows[i], columns[j], rows[i].length));
      }
    }
    return values;
  }

  /** [1, x, h] for each row [1, x], or [1, h] without direct links. */
  public static double[][] linked(double[][] rows, double[][] h, boolean direct) {
    double[][] features = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      int links = direct ? rows[i].length : 1;
      features[i] = Arrays.copyOf(rows[i], links + h[i].length);
      System.arraycopy(h[i], 0, features[i], links, h[i].length);
    }
    return features;
  }
}

package io.rivulet.feature;

/**
 * The units in which a model sees its input: z_j = (x_j - c_j) / s_j for some of its columns. A
 * weight v_j of z_j corresponds to a weight v_j / s_j of x_j, and the bias takes up the rest.
 */
public final class Scaling {

  private final int[] column;
  private final double[] center;
  private final double[] scale;

  /**
   * @param column the column j of each center and scale, ascending; not copied
   * @param center c, not copied
   * @param scale s, positive; not copied
   */
  Scaling(int[] column, double[] center, double[] scale) {
    this.column = column;
    this.center = center;
    this.scale = scale;
  }

  /** Raw numbers in the units of the model, fresh. */
  double[] apply(double[] x) {
    double[] z = x.clone();
    for (int i = 0; i < column.length; i++) {
      z[column[i]] = (x[column[i]] - center[i]) / scale[i];
    }
    return z;
  }

  /**
   * Converts weights of the model's input to weights of raw numbers: w_j = v_j / s_j and b - sum of
   * w_j c_j, in the order of j. A result that is too large for float64 becomes the largest float64
   * of its sign.
   *
   * @param columns the columns of the weights; not modified
   * @param first the row of the first input's weights
   * @param bias the row of the biases; any row when every center is 0
   * @return fresh columns
   */
  public double[][] raw(double[][] columns, int first, int bias) {
    double[][] raw = new double[columns.length][];
    for (int k = 0; k < columns.length; k++) {
      raw[k] = columns[k].clone();
      double shift = 0;
      for (int i = 0; i < column.length; i++) {
        double weight = held(raw[k][first + column[i]] / scale[i]);
        raw[k][first + column[i]] = weight;
        shift += weight * center[i];
      }
      shift(raw[k], bias, -shift);
    }
    return raw;
  }

  /** The inverse of {@link #raw}: v_j = w_j s_j and b + sum of w_j c_j. */
  public double[][] scaled(double[][] columns, int first, int bias) {
    double[][] scaled = new double[columns.length][];
    for (int k = 0; k < columns.length; k++) {
      scaled[k] = columns[k].clone();
      double shift = 0;
      for (int i = 0; i < column.length; i++) {
        shift += columns[k][first + column[i]] * center[i];
        scaled[k][first + column[i]] *= scale[i];
      }
      shift(scaled[k], bias, shift);
    }
    return scaled;
  }

  /** An upper bound of the factor by which {@link #scaled} enlarges the largest weight. */
  public double gain() {
    double largest = 1;
    double shift = 0;
    for (int i = 0; i < column.length; i++) {
      largest = Math.max(largest, scale[i]);
      shift += Math.abs(center[i]);
    }
    return largest + shift;
  }

  private static void shift(double[] weights, int bias, double by) {
    if (by != 0) {
      weights[bias] = held(weights[bias] + by);
    }
  }

  private static double held(double weight) {
    return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, weight));
  }
}

package io.rivulet.learner;

import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.OrthonormalBasis;
import io.rivulet.kernel.TriangularFactor;

/**
 * The Kalman step under the precision η I + U diag(s)² Uᵀ / R, for gradient columns G of which H =
 * Uᵀ G and Q Qᵀ G is what no column of U holds:
 *
 * <pre>
 * W ← W + [Q  U √D] B (Bᵀ B + θ I)⁻¹ E,   B = [Qᵀ G; √D H],   D = η R / (η R + s²),   θ = η R / ω
 * </pre>
 *
 * b / (‖b‖² + θ) for one column; of several the regression of E on Bᵀ under a ridge, by rotations
 * of [√θ I; Bᵀ]. Nothing is subtracted, and nothing squared that may overflow, whether the prior is
 * weak or an input huge. O((r + k) p q), and O((r + k)² c) for several columns.
 */
final class NoisyStep {

  private final double deviation;

  /**
   * @param priorPrecision η, positive
   * @param noise R, positive
   */
  NoisyStep(double priorPrecision, double noise) {
    this.deviation = Math.sqrt(priorPrecision) * Math.sqrt(noise);
  }

  /**
   * Adds the step.
   *
   * @param values s
   * @param error E, c rows of q entries
   * @param weight ω, positive
   */
  void add(
      Step step,
      Projection projection,
      OrthonormalBasis basis,
      double[] values,
      double[][] error,
      double weight) {
    double[] shrink = shrink(values);
    double floor = deviation / Math.sqrt(weight);
    if (error.length == 1) {
      double[][] column = {gain(projection, basis, shrink, floor)};
      step.add(1, column, error, 1);
      return;
    }
    double[][] coefficients = regression(seen(projection, shrink), error, floor);
    int k = projection.rank();
    step.add(1, projection.directions(), coefficients, k);
    for (int i = 0; i < shrink.length; i++) {
      double[][] column = {basis.column(i)};
      step.add(shrink[i], column, new double[][] {coefficients[k + i]}, 1);
    }
  }

  /** √D, without a square that may overflow. */
  private double[] shrink(double[] values) {
    double[] shrink = new double[values.length];
    for (int i = 0; i < shrink.length; i++) {
      double ratio = values[i] / deviation;
      shrink[i] =
          ratio > 1
              ? deviation / values[i] / Math.sqrt(1 + (1 / ratio) * (1 / ratio))
              : 1 / Math.sqrt(1 + ratio * ratio);
    }
    return shrink;
  }

  /** [Q U √D] b / (bᵀ b + θ) for the only column b of B. */
  private static double[] gain(
      Projection projection, OrthonormalBasis basis, double[] shrink, double floor) {
    double[][] seen = seen(projection, shrink);
    double[] b = new double[seen.length];
    for (int i = 0; i < b.length; i++) {
      b[i] = seen[i][0];
    }
    double length = Projection.norm(b);
    double[] gain = new double[basis.size()];
    if (length == 0) {
      return gain;
    }
    double factor = 1 / (length + floor * (floor / length));
    int k = projection.rank();
    for (int i = 0; i < k; i++) {
      Lanes.axpy(b[i] / length * factor, projection.directions()[i], gain, gain.length);
    }
    for (int i = 0; i < shrink.length; i++) {
      Lanes.axpy(shrink[i] * (b[k + i] / length * factor), basis.column(i), gain, gain.length);
    }
    return gain;
  }

  /** (B Bᵀ + θ I)⁻¹ B E as k + r rows of q entries. */
  private static double[][] regression(double[][] seen, double[][] error, double floor) {
    int rows = seen.length;
    int q = error[0].length;
    TriangularFactor factor = TriangularFactor.isotropic(rows, floor);
    double[][] right = new double[q][rows];
    double[] column = new double[rows];
    for (int k = 0; k < error.length; k++) {
      for (int i = 0; i < rows; i++) {
        column[i] = seen[i][k];
      }
      factor.add(column, right, error[k].clone());
    }
    double[][] solution = new double[rows][q];
    for (int j = 0; j < q; j++) {
      factor.solve(right[j]);
      for (int i = 0; i < rows; i++) {
        solution[i][j] = right[j][i];
      }
    }
    return solution;
  }

  /** B, k + r rows of c entries. */
  private static double[][] seen(Projection projection, double[] shrink) {
    int k = projection.rank();
    int c = projection.coefficients().length;
    double[][] seen = new double[k + shrink.length][];
    System.arraycopy(projection.core(), 0, seen, 0, k);
    for (int i = 0; i < shrink.length; i++) {
      seen[k + i] = new double[c];
      for (int j = 0; j < c; j++) {
        seen[k + i][j] = shrink[i] * projection.coefficients()[j][i];
      }
    }
    return seen;
  }
}

package io.rivulet.learner.sketch;

import io.rivulet.kernel.TriangularFactor;
import io.rivulet.learner.spectral.Norm;

/**
 * The step of a ridge regression, B (Bᵀ B + θ I)⁻¹ E for what is seen B (k x c) and errors E (c x
 * q). Nothing is subtracted, and nothing squared that may overflow, however weak the ridge.
 */
final class RidgeStep {

  private RidgeStep() {}

  /**
   * b / (bᵀ b + θ) for one column. O(k).
   *
   * @param seen b as k rows of one entry
   * @param floor √θ, positive
   */
  static double[] gain(double[][] seen, double floor) {
    double[] gain = column(seen);
    double length = Norm.of(gain);
    if (length == 0) {
      return gain;
    }
    double divisor = length + floor * (floor / length);
    for (int i = 0; i < gain.length; i++) {
      gain[i] = gain[i] / length / divisor;
    }
    return gain;
  }

  /**
   * θ / (bᵀ b + θ), the part of an error that the step of one column leaves. O(k).
   *
   * @param seen b as k rows of one entry
   * @param floor √θ, positive
   */
  static double left(double[][] seen, double floor) {
    double ratio = Norm.of(column(seen)) / floor;
    return 1 / (1 + ratio * ratio);
  }

  /**
   * √(bᵀ b + θ) for one column. O(k).
   *
   * @param seen b as k rows of one entry
   * @param floor √θ, positive
   */
  static double size(double[][] seen, double floor) {
    return Norm.of(new double[] {Norm.of(column(seen)), floor});
  }

  private static double[] column(double[][] seen) {
    double[] column = new double[seen.length];
    for (int i = 0; i < column.length; i++) {
      column[i] = seen[i][0];
    }
    return column;
  }

  /**
   * The regression of E on Bᵀ, by rotations of [√θ I; Bᵀ]. O((k + q) k c).
   *
   * @param seen B as k rows
   * @param error E as c rows
   * @param floor √θ, positive
   * @return q columns of k entries
   */
  static double[][] regression(double[][] seen, double[][] error, double floor) {
    int rows = seen.length;
    TriangularFactor factor = TriangularFactor.isotropic(rows, floor);
    double[][] solution = new double[error[0].length][rows];
    double[] column = new double[rows];
    for (int k = 0; k < error.length; k++) {
      for (int i = 0; i < rows; i++) {
        column[i] = seen[i][k];
      }
      factor.add(column, solution, error[k].clone());
    }
    for (double[] right : solution) {
      factor.solve(right);
    }
    return solution;
  }
}

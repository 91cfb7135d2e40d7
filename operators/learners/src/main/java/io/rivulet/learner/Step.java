package io.rivulet.learner;

import io.rivulet.kernel.KnownProduct;
import io.rivulet.kernel.Lanes;
import io.rivulet.record.RejectedException;

/**
 * New weights in scratch: computed and checked before the first byte of a state changes, then
 * written in one go that cannot fail.
 */
final class Step {

  private static final double DECIDED = 0x1p-20;

  private final double[][] next;

  Step(int rows, int columns) {
    this.next = new double[columns][rows];
  }

  /** Starts from the present weights. */
  void from(double[][] weights) {
    for (int j = 0; j < next.length; j++) {
      System.arraycopy(weights[j], 0, next[j], 0, next[j].length);
    }
  }

  /** The new weights so far; not copied. */
  double[][] weights() {
    return next;
  }

  /** Adds factor Σₖ columnₖ coefficientₖᵀ: c columns of p entries times c rows of q entries. */
  void add(double factor, double[][] columns, double[][] coefficients, int count) {
    for (int k = 0; k < count; k++) {
      for (int j = 0; j < next.length; j++) {
        Lanes.axpy(factor * coefficients[k][j], columns[k], next[j], next[j].length);
      }
    }
  }

  /**
   * After a change by column eᵀ that decides xᵀ W, leaving no more than 2⁻²⁰ of the error: makes
   * that y - left e, which the rounding of one weight beside a large input may have missed by far.
   *
   * @param target y, one number an output
   */
  void land(double[] x, double[] target, double[] column, double[] error, double left) {
    for (int j = 0; j < next.length && left < DECIDED; j++) {
      double product = target[j] - left * error[j];
      KnownProduct.restore(product, x, next[j], column, error[j], column.length);
    }
  }

  /** Adds to column j. */
  void add(int j, double[] change) {
    Lanes.axpy(1, change, next[j], change.length);
  }

  /** Adds a change given as p rows of q entries. */
  void add(double[][] rows) {
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < next.length; j++) {
        next[j][i] += rows[i][j];
      }
    }
  }

  /**
   * Checks the new weights.
   *
   * @throws RejectedException {@code NUMERIC} when one is not finite
   */
  void check() throws RejectedException {
    if (!finite()) {
      throw Refusal.numeric("the new weights would not be finite");
    }
  }

  /** Whether every new weight is finite. */
  boolean finite() {
    for (double[] column : next) {
      if (!Lanes.finite(column)) {
        return false;
      }
    }
    return true;
  }

  /** The new weights as columns; not copied. */
  double[][] next() {
    return next;
  }

  /** Writes the new weights. */
  void commit(double[][] weights) {
    for (int j = 0; j < next.length; j++) {
      System.arraycopy(next[j], 0, weights[j], 0, next[j].length);
    }
  }
}

package io.rivulet.state;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import io.rivulet.kernel.DiffuseFactor;
import io.rivulet.kernel.Lanes;

/**
 * The fit to weighted rows under a prior: weights W (p x q), M = (A + Π)⁻¹ as a {@link
 * DiffuseFactor}, and the squares that no weights explain, Σ ω (y - xᵀ w)² + |w - w₀|²_Π at W. p (p
 * + 1) / 2 + p q + q doubles.
 */
public final class RidgeEstimate {

  private final double[] rest;
  private final double[][] weights;
  private final DiffuseFactor spread;

  RidgeEstimate(double[] rest, double[][] weights, DiffuseFactor spread) {
    this.rest = rest;
    this.weights = weights;
    this.spread = spread;
  }

  /**
   * The estimate before the first row.
   *
   * @param weights W₀ as q columns of p entries, not copied; those without a prior become 0
   * @param precision the diagonal of Π, p entries of at least 0
   */
  public static RidgeEstimate prior(double[][] weights, double[] precision) {
    for (double[] column : weights) {
      for (int i = 0; i < column.length; i++) {
        column[i] = precision[i] > 0 ? column[i] : 0;
      }
    }
    return new RidgeEstimate(new double[weights.length], weights, DiffuseFactor.prior(precision));
  }

  /** The unexplained squares of each output; not copied. */
  public double[] rest() {
    return rest;
  }

  /**
   * The weights W as q columns of p entries. While a direction is open they are one of many fits,
   * and W₀ does not matter in that direction. Not copied.
   */
  public double[][] weights() {
    return weights;
  }

  /** The matrix M; not copied. */
  public DiffuseFactor spread() {
    return spread;
  }

  /** Multiplies the weight of every row and of the prior. */
  public void scale(double share) {
    spread.scale(1 / share);
    Lanes.scale(share, rest, rest.length);
  }

  /** Becomes a copy of another estimate of the same shape. */
  public void copyFrom(RidgeEstimate other) {
    System.arraycopy(other.rest, 0, rest, 0, rest.length);
    Columns.copy(other.weights, weights);
    spread.copyFrom(other.spread);
  }

  /** Whether every number is finite and no variance is 0. */
  public boolean sound() {
    for (double[] column : weights) {
      if (!Lanes.finite(column)) {
        return false;
      }
    }
    return Lanes.finite(rest) && spread.sound();
  }

  long heapBytes() {
    return spread.heapBytes() + Columns.heapBytes(weights) + 8L * rest.length + 40;
  }

  static long bytes(int rows, int columns) {
    return 8L * columns + Columns.bytes(rows, columns) + DiffuseFactor.bytes(rows);
  }

  /** Writes the unexplained squares, the weights by columns, and M. */
  void write(StateOutput into) {
    into.putDoubles(rest);
    Columns.write(weights, into);
    spread.write(into);
  }

  /** Reads an estimate that {@link #write} wrote, to the end of the bytes. */
  static RidgeEstimate read(StateInput from, int rows, int columns) {
    double[] rest = Columns.read(from, columns, 1)[0];
    double[][] weights = Columns.readWeights(from, rows, columns);
    if (from.remaining() < DiffuseFactor.bytes(rows)) {
      throw new StateFormatException(
          "estimate of p = " + rows + " has " + from.remaining() + " bytes for its spread");
    }
    return new RidgeEstimate(rest, weights, DiffuseFactor.read(from, rows));
  }
}

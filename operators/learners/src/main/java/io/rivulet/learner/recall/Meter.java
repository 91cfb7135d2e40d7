package io.rivulet.learner.recall;

import io.rivulet.kernel.Lanes;
import io.rivulet.state.recall.Probes;

/**
 * Unbiased estimates from k sums under random signs, {@link Probes}: of the sum of squares of all
 * earlier answers' changes by ΔW, of which it keeps Sₐ ΔW, and of their errors under W,
 *
 * <pre>
 * Σ ‖xᵢᵀ ΔW‖² ≈ 1/k Σₐ ‖Sₐ ΔW‖²,   Σ ‖yᵢ - xᵢᵀ W‖² ≈ 1/k Σₐ ‖Tₐ - Sₐ W‖²
 * </pre>
 *
 * The root has a relative deviation of up to 1/√(2k). It is a difference of two sums of residuals
 * and not of squares, so that it keeps its digits beside targets that are far larger than their
 * errors. O(k p q) time and k (p + 2 q) doubles.
 */
final class Meter {

  /** The number beyond which sums over all samples may not be finite. */
  private static final double LARGE = 0x1p900;

  private final int count;
  private final int size;
  private final int columns;

  /**
   * @param count k
   * @param size p
   * @param columns q
   */
  Meter(int count, int size, int columns) {
    this.count = count;
    this.size = size;
    this.columns = columns;
  }

  Probes initialState() {
    return Probes.empty(count, size, columns);
  }

  /** Adds Sₐ ΔW for a change of the weights, given as columns. */
  void move(Probes probes, double[][] change) {
    if (probes.lost()) {
      return;
    }
    boolean finite = true;
    for (int a = 0; a < count; a++) {
      double[] moved = probes.moved()[a];
      for (int j = 0; j < columns; j++) {
        moved[j] += Lanes.dot(probes.inputs()[a], change[j], size);
      }
      finite &= Lanes.finite(moved);
    }
    if (!finite) {
      probes.lose();
    }
  }

  /**
   * Adds a row and its targets.
   *
   * @param targets of several rows
   * @param from the index of the first target of this row
   * @param bits the signs
   */
  void add(Probes probes, double[] row, double[] targets, int from, long bits) {
    if (probes.lost()) {
      return;
    }
    double largest = Lanes.largest(row);
    for (int j = 0; j < columns; j++) {
      largest = Math.max(largest, Math.abs(targets[from + j]));
    }
    if (largest > LARGE) {
      probes.lose();
      return;
    }
    for (int a = 0; a < count; a++) {
      double sign = Signs.of(bits, a);
      Lanes.axpy(sign, row, probes.inputs()[a], size);
      for (int j = 0; j < columns; j++) {
        probes.targets()[a][j] += sign * targets[from + j];
      }
    }
  }

  /** Adds the sums of another meter. */
  void merge(Probes probes, Probes other) {
    if (other.lost()) {
      probes.lose();
    }
    if (probes.lost()) {
      return;
    }
    for (int a = 0; a < count; a++) {
      Lanes.axpy(1, other.inputs()[a], probes.inputs()[a], size);
      Lanes.axpy(1, other.targets()[a], probes.targets()[a], columns);
    }
  }

  /** The root of the estimated sum of squares of the change. */
  double change(Probes probes) {
    return Lengths.of(probes.moved()) / Math.sqrt(count);
  }

  /** The root of the estimated sum of squares of the errors of these weights. */
  double error(Probes probes, double[][] weights) {
    double[][] residuals = new double[count][columns];
    for (int a = 0; a < count; a++) {
      for (int j = 0; j < columns; j++) {
        double answer = Lanes.dot(probes.inputs()[a], weights[j], size);
        residuals[a][j] = probes.targets()[a][j] - answer;
      }
    }
    return Lengths.of(residuals) / Math.sqrt(count);
  }
}

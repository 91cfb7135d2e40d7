package io.rivulet.learner.track;

import io.rivulet.learner.step.Bounds;
import io.rivulet.state.track.TrackingState;

/**
 * How large the errors were that the weights of each pair of decay and noise made before they
 * learned a sample,
 *
 * <pre>
 * S ← √(δ S² + ω Σ e²),  δ = 0.99
 * </pre>
 *
 * for every column of weights, and the choice of the pair with the least. Outputs choose apart, as
 * their weights share a memory that does not depend on targets; of equal pairs the first decay and
 * then the largest noise is chosen. Kept as a root, so that no square overflows.
 */
final class Prequential {

  private static final double ROOT_DISCOUNT = Math.sqrt(0.99);

  private final double[][] errors;
  private double weight;

  /**
   * @param memories K
   * @param columns R q
   */
  Prequential(int memories, int columns) {
    this.errors = new double[memories][columns];
  }

  /** Starts a sample of so many rows. */
  void discount(TrackingState state, double factor, int rows) {
    for (int k = 0; k < errors.length; k++) {
      for (int j = 0; j < errors[k].length; j++) {
        errors[k][j] = ROOT_DISCOUNT * state.errors(k)[j];
      }
    }
    double added = Math.sqrt(factor) * Math.sqrt((double) rows);
    weight = StrictMath.hypot(ROOT_DISCOUNT * state.weight(), added);
  }

  /**
   * Adds the errors of weights of memory k.
   *
   * @param first their first column
   * @param error E, c rows of one entry for each column
   */
  void add(int k, int first, double[][] error, double factor) {
    double root = Math.sqrt(factor);
    for (double[] row : error) {
      for (int j = 0; j < row.length; j++) {
        errors[k][first + j] = StrictMath.hypot(errors[k][first + j], root * row[j]);
      }
    }
  }

  boolean finite() {
    return Bounds.finite(errors) && Double.isFinite(weight);
  }

  /** Whether a state from outside has errors, weights of them and sizes that can be. */
  boolean sound(TrackingState state) {
    boolean sound = state.weight() >= 0 && state.size() >= 0 && state.columns() >= 0;
    for (int k = 0; k < errors.length; k++) {
      sound &= state.errors(k).length == errors[k].length;
      for (double error : state.errors(k)) {
        sound &= error >= 0 && Double.isFinite(error);
      }
    }
    return sound && Double.isFinite(state.weight()) && Double.isFinite(state.size());
  }

  /** Writes the errors. */
  void commit(TrackingState state) {
    for (int k = 0; k < errors.length; k++) {
      System.arraycopy(errors[k], 0, state.errors(k), 0, errors[k].length);
    }
    state.weight(weight);
  }

  /** The memory whose weights answer for an output. */
  static int memory(TrackingState state, int output, int outputs) {
    int chosen = 0;
    for (int k = 1; k < state.memories(); k++) {
      double least = state.errors(chosen)[column(state, chosen, output, outputs)];
      if (state.errors(k)[column(state, k, output, outputs)] < least) {
        chosen = k;
      }
    }
    return chosen;
  }

  /** The column of weights that answers for an output within a memory. */
  static int column(TrackingState state, int k, int output, int outputs) {
    double[] all = state.errors(k);
    int chosen = output;
    for (int j = output + outputs; j < all.length; j += outputs) {
      if (all[j] < all[chosen]) {
        chosen = j;
      }
    }
    return chosen;
  }

  /** The chosen weights, as q columns; not copied. */
  static double[][] weights(TrackingState state, int outputs) {
    double[][] weights = new double[outputs][];
    for (int j = 0; j < outputs; j++) {
      int k = memory(state, j, outputs);
      weights[j] = state.memory(k).weights()[column(state, k, j, outputs)];
    }
    return weights;
  }
}

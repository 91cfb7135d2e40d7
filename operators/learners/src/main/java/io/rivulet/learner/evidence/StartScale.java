package io.rivulet.learner.evidence;

import io.rivulet.kernel.Lanes;
import io.rivulet.state.evidence.EvidenceState;
import io.rivulet.state.evidence.Units;

/**
 * How much of the weights W₀ at the start the samples support: the prior mean is c W₀ with, for
 * each output and ridge,
 *
 * <pre>
 * c = w₀ᵀ A b / w₀ᵀ A C w₀,   A = (C + λ I)⁻¹,   F = c² λ (w₀ᵀ A C w₀) / R
 * c ← c max(0, 1 - 1 / F), at least 0 and at most 1
 * </pre>
 *
 * so that weights that explain no more than chance count as 0. Then w = A (b + c λ w₀).
 */
final class StartScale {

  private final double[][] raw;
  private final double[][] columns;
  private final double[] outside;
  private final double[] left;

  /**
   * @param raw W₀ in units of the samples, a column for each output
   */
  StartScale(double[][] raw) {
    this.raw = raw;
    this.columns = new double[raw.length][];
    this.outside = new double[raw.length];
    this.left = new double[raw.length];
  }

  /** Whether there is no W₀. */
  boolean none() {
    return raw.length == 0;
  }

  /** Takes the units of a state. */
  void over(EvidenceState state) {
    for (int j = 0; j < raw.length; j++) {
      columns[j] = over(raw[j], state.units().targets()[j] - state.units().input());
    }
  }

  /** Reads a state: what W₀ has outside its sketch, also along B. O(p q). */
  void at(EvidenceState state) {
    over(state);
    int q = state.outputs();
    for (int j = 0; j < raw.length; j++) {
      double[] along = state.along()[q + j];
      double[] products = state.sums().products()[j];
      double whole = Lanes.dot(columns[j], columns[j], columns[j].length);
      double part = Lanes.dot(along, along, along.length);
      left[j] = Math.max(whole - part, 0);
      outside[j] =
          state.truncated()
              ? Lanes.dot(columns[j], products, products.length)
                  - Lanes.dot(along, state.along()[j], along.length)
              : 0;
    }
  }

  private static double[] over(double[] column, int exponent) {
    if (exponent == 0) {
      return column;
    }
    double[] scaled = column.clone();
    Units.divide(scaled, exponent);
    return scaled;
  }

  /** W₀ over the units of the state, as columns. */
  double[][] columns() {
    return columns;
  }

  /**
   * c of an output.
   *
   * @param variance R over the units of the state
   */
  double of(EvidenceState state, SketchedRidge ridge, int output, double variance) {
    double[] along = state.along()[state.outputs() + output];
    double[] values = state.sketch().singularValues();
    double explained = ridge.tail() * left[output] * ridge.outside();
    for (int i = 0; i < values.length; i++) {
      explained += along[i] * along[i] * values[i] * values[i] * ridge.share(i);
    }
    double c = ridge.product(along, state.along()[output], outside[output]) / explained;
    double f = c * c * ridge.lambda() * explained / Math.max(variance, HeadChoice.LEAST);
    double scale = c * Math.max(0, 1 - 1 / f);
    return scale > 0 ? Math.min(scale, 1) : 0;
  }
}

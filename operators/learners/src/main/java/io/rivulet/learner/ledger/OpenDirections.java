package io.rivulet.learner.ledger;

import io.rivulet.kernel.DiffuseFactor;
import io.rivulet.kernel.Lanes;
import io.rivulet.state.RidgeEstimate;
import java.util.Arrays;

/**
 * The directions that a {@link DiffuseFactor} has open, the null space of its P⁻¹ = A + Π: a
 * direction that nothing determines stays at the start. They take O(p³/6) to find, and O(p²) when
 * open columns were zero in every sample.
 */
final class OpenDirections {

  private final boolean[] never;
  private final NullSpace space;

  private OpenDirections(boolean[] never, NullSpace space) {
    this.never = never;
    this.space = space;
  }

  /** Null when there are none. */
  static OpenDirections of(DiffuseFactor spread, LedgerPrior prior) {
    if (spread.openings() == 0) {
      return null;
    }
    int p = spread.size();
    boolean[] never = new boolean[p];
    if (!spread.entangled()) {
      for (int j = 0; j < p; j++) {
        never[j] = spread.open(j);
      }
      return new OpenDirections(never, null);
    }
    double[] scale = ScaledSpectrum.scale(diagonal(spread));
    double[][] vectors = new double[spread.openings()][];
    int found = 0;
    for (int j = 0; j < p; j++) {
      never[j] = scale[j] == 0;
      if (spread.open(j) && !never[j]) {
        vectors[found++] = scaled(spread.column(j), scale);
      }
    }
    double[][] told = Arrays.copyOf(vectors, found);
    return new OpenDirections(never, NullSpace.of(scale, told, 0, prior.lengths(p)));
  }

  private static double[] scaled(double[] vector, double[] scale) {
    for (int i = 0; i < vector.length; i++) {
      vector[i] = scale[i] > 0 ? vector[i] / scale[i] : 0;
    }
    Lanes.scale(1 / Lanes.largest(vector), vector, vector.length);
    Lanes.scale(1 / Lanes.norm(vector), vector, vector.length);
    return vector;
  }

  /** The diagonal of A + Π. */
  private static double[] diagonal(DiffuseFactor spread) {
    int p = spread.size();
    double[] diagonal = new double[p];
    double[] row = new double[p];
    for (int i = 0; i < p; i++) {
      if (!spread.open(i)) {
        spread.inverseRow(i, row);
        for (int j = i; j < p; j++) {
          diagonal[j] += row[j] * (row[j] / spread.variance(i));
        }
      }
    }
    return diagonal;
  }

  /**
   * The fit nearest to the start among those of an estimate.
   *
   * @param start W₀, not modified
   */
  static double[][] nearest(RidgeEstimate estimate, LedgerPrior prior, double[][] start) {
    return nearest(of(estimate.spread(), prior), estimate, start);
  }

  /** As {@link #nearest(RidgeEstimate, LedgerPrior, double[][])}, the directions being known. */
  static double[][] nearest(OpenDirections open, RidgeEstimate estimate, double[][] start) {
    if (open == null) {
      return estimate.weights();
    }
    double[][] nearest = new double[start.length][];
    for (int j = 0; j < start.length; j++) {
      nearest[j] = Lanes.difference(estimate.weights()[j], start[j]);
      open.takeFromWeights(nearest[j]);
      Lanes.axpy(1, start[j], nearest[j], nearest[j].length);
    }
    return nearest;
  }

  /** w ← P w, the shortest of the changes that answer the samples as w does. */
  void takeFromWeights(double[] w) {
    takeNever(w);
    if (space != null) {
      space.takeFromWeights(w);
    }
  }

  /** x ← Pᵀ x, the part of an input that is not open. */
  void takeFromInput(double[] x) {
    takeNever(x);
    if (space != null) {
      space.takeFromInput(x);
    }
  }

  private void takeNever(double[] x) {
    for (int j = 0; j < x.length; j++) {
      x[j] = never[j] ? 0 : x[j];
    }
  }
}

package io.rivulet.learner;

import io.rivulet.kernel.DiffuseFactor;
import io.rivulet.kernel.Lanes;
import java.util.Arrays;

/**
 * The directions that a {@link DiffuseFactor} has open, the null space of its P⁻¹ = A + Π. A column
 * of which nothing is known at all has no input. O(p³/6) to find.
 */
final class OpenDirections {

  private final double[] scale;
  private final NullSpace space;

  private OpenDirections(double[] scale, NullSpace space) {
    this.scale = scale;
    this.space = space;
  }

  static OpenDirections of(DiffuseFactor spread, LedgerPrior prior) {
    int p = spread.size();
    double[] scale = ScaledSpectrum.scale(diagonal(spread));
    double[][] vectors = new double[spread.openings()][];
    int found = 0;
    for (int j = 0; j < p; j++) {
      if (spread.open(j) && scale[j] > 0) {
        vectors[found++] = scaled(spread.column(j), scale);
      }
    }
    double[][] whole = Arrays.copyOf(vectors, found);
    return new OpenDirections(scale, NullSpace.of(scale, whole, 0, prior.lengths(p)));
  }

  private static double[] scaled(double[] vector, double[] scale) {
    for (int i = 0; i < vector.length; i++) {
      vector[i] = scale[i] > 0 ? vector[i] / scale[i] : 0;
    }
    Lanes.scale(1 / Lanes.largest(vector), vector, vector.length);
    Lanes.scale(1 / Lanes.norm(vector), vector, vector.length);
    return vector;
  }

  /** Of A + Π. */
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

  void takeFromWeights(double[] w) {
    space.takeFromWeights(w);
  }

  void takeFromInput(double[] x) {
    for (int j = 0; j < x.length; j++) {
      x[j] = scale[j] > 0 ? x[j] : 0;
    }
    space.takeFromInput(x);
  }
}

package io.rivulet.learner.recall;

import io.rivulet.kernel.Lanes;
import io.rivulet.learner.spectral.Norm;

/** Lengths of vectors whose squares may be too large or too small for a double. */
final class Lengths {

  private Lengths() {}

  static double of(double[] vector) {
    double length = Norm.of(vector);
    return Double.isFinite(length) ? length : Lanes.guardedNorm(vector);
  }

  /** The Frobenius norm. */
  static double of(double[][] vectors) {
    double[] lengths = new double[vectors.length];
    for (int j = 0; j < lengths.length; j++) {
      lengths[j] = of(vectors[j]);
    }
    return of(lengths);
  }
}

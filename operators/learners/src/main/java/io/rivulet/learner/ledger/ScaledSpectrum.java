package io.rivulet.learner.ledger;

import io.rivulet.kernel.Lanes;

/**
 * The part of a singular H that samples determine, in units that do not matter: with S = diag(H)^-½
 * and S H S = Q diag(σ²) Qᵀ, of which the first r eigenvalues count,
 *
 * <pre>
 * M = S Qᵣ diag(σ⁻²) Qᵣᵀ S
 * </pre>
 *
 * A column of H that is zero has S = 0 and stays out.
 *
 * <p>Reference: A. van der Sluis, <i>Numer. Math.</i> 14 (1969), on equilibration; N. Higham,
 * <i>Accuracy and Stability of Numerical Algorithms</i>, 2nd ed., section 7.3.
 */
final class ScaledSpectrum {

  private final double[] scale;
  private final double[][] vectors;
  private final double[] roots;
  private final int rank;

  /**
   * @param scale S
   * @param vectors rows of Q, the first eigenvector first
   * @param roots σ of the eigenvalues that count
   */
  ScaledSpectrum(double[] scale, double[][] vectors, double[] roots, int rank) {
    this.scale = scale;
    this.vectors = vectors;
    this.roots = roots;
    this.rank = rank;
  }

  /** S of a diagonal: its inverse roots, 0 for what is 0. */
  static double[] scale(double[] diagonal) {
    double[] scale = new double[diagonal.length];
    for (int j = 0; j < scale.length; j++) {
      scale[j] = diagonal[j] > 0 ? 1 / Math.sqrt(diagonal[j]) : 0;
    }
    return scale;
  }

  /** x ← M x for an x that samples span, as right-hand sides do. O(p²). */
  void apply(double[] x) {
    double[] shares = coordinates(x);
    for (int k = 0; k < rank; k++) {
      shares[k] /= roots[k] * roots[k];
    }
    System.arraycopy(compose(shares), 0, x, 0, x.length);
  }

  /** xᵀ M x. O(p²). */
  double leverage(double[] x) {
    double[] shares = coordinates(x);
    for (int k = 0; k < rank; k++) {
      shares[k] /= roots[k];
    }
    return Lanes.dot(shares, shares, rank);
  }

  /** tr Π M. O(r p²). */
  double trace(double[] precision) {
    double trace = 0;
    double[] shares = new double[vectors.length];
    for (int k = 0; k < rank; k++) {
      shares[k] = 1 / roots[k];
      double[] direction = compose(shares);
      shares[k] = 0;
      for (int j = 0; j < direction.length; j++) {
        trace += precision[j] * direction[j] * direction[j];
      }
    }
    return trace;
  }

  /** Qᵣᵀ S x. */
  private double[] coordinates(double[] x) {
    double[] scaled = new double[x.length];
    for (int j = 0; j < x.length; j++) {
      scaled[j] = scale[j] * x[j];
    }
    double[] shares = new double[vectors.length];
    for (int k = 0; k < rank; k++) {
      shares[k] = Lanes.dot(vectors[k], scaled, scaled.length);
    }
    return shares;
  }

  /** S Qᵣ of shares. */
  private double[] compose(double[] shares) {
    double[] sum = new double[scale.length];
    for (int k = 0; k < rank; k++) {
      Lanes.axpy(shares[k], vectors[k], sum, sum.length);
    }
    for (int j = 0; j < sum.length; j++) {
      sum[j] *= scale[j];
    }
    return sum;
  }
}

package io.rivulet.learner.ledger;

import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.TriangularFactor;

/**
 * The inverse M of the H (p x p) of a {@link CentredFrame}, in the coordinates of the frame: by a
 * triangular factor of H, or as the pseudo-inverse of a singular H by its eigenvectors. Applying it
 * takes O(p²).
 */
interface LedgerInverse {

  /** x ← M x, for an x that samples span. */
  void apply(double[] x);

  /** xᵀ M x; x may be overwritten. */
  double leverage(double[] x);

  /** tr M (H - Π), the degrees of freedom of the fit. */
  double fitted();

  /**
   * The least eigenvalue of H scaled to a unit diagonal, or a positive lower bound of it; below 0
   * when H is not a sum of squares.
   */
  double least();

  /** The coordinate that has the largest part in the direction of {@link #least}. */
  int weakest();

  /** By the factor of an H that is regular. */
  record Regular(TriangularFactor factor, double fitted, double least) implements LedgerInverse {

    @Override
    public void apply(double[] x) {
      factor.solveTransposed(x);
      factor.solve(x);
    }

    @Override
    public double leverage(double[] x) {
      factor.solveTransposed(x);
      return Lanes.dot(x, x, x.length);
    }

    @Override
    public int weakest() {
      return 0;
    }
  }

  /** By the eigenvectors of a singular H. */
  record Singular(ScaledSpectrum spectrum, double fitted, double least, int weakest)
      implements LedgerInverse {

    @Override
    public void apply(double[] x) {
      spectrum.apply(x);
    }

    @Override
    public double leverage(double[] x) {
      return spectrum.leverage(x);
    }
  }
}

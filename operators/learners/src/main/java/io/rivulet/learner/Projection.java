package io.rivulet.learner;

import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.OrthonormalBasis;

/**
 * Gradient columns G split along a basis U: H = Uᵀ G, residuals G~ = G - U H, and an orthonormal
 * basis Q (p x k) of the residuals, where singular values up to a cut count as zero.
 */
final class Projection {

  /** Below this the squares of a norm lose digits to gradual underflow. */
  private static final double EXACT_NORM = 0x1.0p-460;

  private final double[][] coefficients;
  private final double[][] residuals;
  private final double[][] directions;
  private final double[][] core;

  private Projection(
      double[][] coefficients, double[][] residuals, double[][] directions, double[][] core) {
    this.coefficients = coefficients;
    this.residuals = residuals;
    this.directions = directions;
    this.core = core;
  }

  /**
   * Projects twice, so that nearly collinear gradients leave an orthogonal residual. O(c p (r +
   * c)).
   *
   * @param gradient c finite columns, not modified
   * @param cut relative tolerance times the norm of G before projection
   */
  static Projection of(double[][] gradient, OrthonormalBasis basis, double cut) {
    int c = gradient.length;
    double[][] coefficients = new double[c][basis.rank()];
    double[][] residuals = new double[c][];
    for (int k = 0; k < c; k++) {
      residuals[k] = gradient[k].clone();
      basis.project(residuals[k], coefficients[k]);
    }
    double[][] directions = c == 1 ? normalised(residuals[0], cut) : orthonormal(residuals, cut);
    if (c > 1) {
      straighten(directions, basis);
    }
    double[][] core = new double[directions.length][c];
    for (int i = 0; i < directions.length; i++) {
      for (int k = 0; k < c; k++) {
        core[i][k] = Lanes.dot(directions[i], gradient[k], gradient[k].length);
      }
    }
    for (int k = 0; k < c; k++) {
      restrict(residuals[k], directions);
    }
    return new Projection(coefficients, residuals, directions, core);
  }

  /** The spectral norm ‖G‖₂ of finite columns; infinite when a square overflows. */
  static double norm(double[][] columns) {
    if (columns.length == 1) {
      return Lanes.norm(columns[0]);
    }
    for (double[] column : columns) {
      if (!Double.isFinite(Lanes.norm(column))) {
        return Double.POSITIVE_INFINITY;
      }
    }
    return new SmallSvd(columns).values()[0];
  }

  private static double[][] normalised(double[] residual, double cut) {
    double norm = Lanes.norm(residual);
    if (!(norm > cut)) {
      return new double[0][];
    }
    double[] direction = residual.clone();
    for (int i = 0; i < direction.length; i++) {
      direction[i] /= norm;
    }
    if (norm < EXACT_NORM) {
      Lanes.scale(1 / Lanes.norm(direction), direction, direction.length);
    }
    return new double[][] {direction};
  }

  private static double[][] orthonormal(double[][] residuals, double cut) {
    int p = residuals[0].length;
    double[][] rows = new double[p][residuals.length];
    for (int k = 0; k < residuals.length; k++) {
      for (int i = 0; i < p; i++) {
        rows[i][k] = residuals[k][i];
      }
    }
    SmallSvd svd = new SmallSvd(rows);
    double[][] directions = new double[svd.rank(cut)][p];
    for (int k = 0; k < directions.length; k++) {
      for (int i = 0; i < p; i++) {
        directions[k][i] = svd.u()[i][k];
      }
    }
    return directions;
  }

  /**
   * Where the residuals of one sample nearly coincide, a direction is a small difference of them:
   * their rounding along U, harmless before, is then magnified by up to 1/τ and taken out here.
   */
  private static void straighten(double[][] directions, OrthonormalBasis basis) {
    double[] unused = new double[basis.rank()];
    for (int k = 0; k < directions.length; k++) {
      double[] direction = directions[k];
      basis.project(direction, unused);
      for (int j = 0; j < k; j++) {
        double overlap = Lanes.dot(directions[j], direction, direction.length);
        Lanes.axpy(-overlap, directions[j], direction, direction.length);
      }
      Lanes.scale(1 / Lanes.norm(direction), direction, direction.length);
    }
  }

  /** Replaces a residual by its part in the span of the directions. */
  private static void restrict(double[] residual, double[][] directions) {
    double[] part = new double[residual.length];
    for (double[] direction : directions) {
      Lanes.axpy(Lanes.dot(direction, residual, part.length), direction, part, part.length);
    }
    System.arraycopy(part, 0, residual, 0, part.length);
  }

  /** The same split of columns that are each multiplied by a factor. */
  Projection scaled(double[] factors) {
    double[][] scaledCore = new double[core.length][];
    for (int i = 0; i < core.length; i++) {
      scaledCore[i] = new double[factors.length];
      for (int k = 0; k < factors.length; k++) {
        scaledCore[i][k] = factors[k] * core[i][k];
      }
    }
    return new Projection(
        scaled(coefficients, factors), scaled(residuals, factors), directions, scaledCore);
  }

  /** Rows, each multiplied by a factor. */
  static double[][] scaled(double[][] rows, double[] factors) {
    double[][] scaled = new double[rows.length][];
    for (int k = 0; k < rows.length; k++) {
      scaled[k] = rows[k].clone();
      Lanes.scale(factors[k], scaled[k], scaled[k].length);
    }
    return scaled;
  }

  /** H as c rows of r entries; not copied. */
  double[][] coefficients() {
    return coefficients;
  }

  /** Q Qᵀ G~ as c columns; not copied, the caller may overwrite them. */
  double[][] residuals() {
    return residuals;
  }

  /** Q as k columns; not copied. */
  double[][] directions() {
    return directions;
  }

  /** Qᵀ G, k rows of c entries; not copied. */
  double[][] core() {
    return core;
  }

  /** The Frobenius norm of Qᵀ G: how much of the gradients no column of the basis holds. */
  double newNorm() {
    double sum = 0;
    for (double[] row : core) {
      sum += Lanes.dot(row, row, row.length);
    }
    return Math.sqrt(sum);
  }

  /** k, how many new directions the gradients bring. */
  int rank() {
    return directions.length;
  }
}

package io.rivulet.learner.sketch;

import io.rivulet.kernel.Directions;
import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.OrthonormalBasis;
import io.rivulet.learner.spectral.Norm;
import io.rivulet.learner.spectral.SmallSvd;
import java.util.Arrays;

/**
 * The split of gradient columns G (p x c) along a basis U (p x r): coefficients H = Uᵀ G, residuals
 * G~ = G - U H, and an orthonormal basis Q (p x k) of the residuals that count. These are the ones
 * longer than a {@link #of cut}, or {@link #graded any} that is more than rounding. O(c p (r + c)).
 */
public final class Projection {

  /** The part of a gradient above which a residual is no rounding, whatever its entries are. */
  static final double CLEAR = 0x1.0p-30;

  /** The rounding of an entry of a residual, relative to the numbers that were subtracted. */
  static final double ROUNDING = 0x1.0p-47;

  private final double[][] coefficients;
  private final double[][] directions;
  private final double[][] core;

  private Projection(double[][] coefficients, double[][] directions, double[][] core) {
    this.coefficients = coefficients;
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
  static Projection of(double[][] gradient, Directions basis, double cut) {
    return of(gradient, basis, cut, new double[basis.size()]);
  }

  /** As above, in memory of p entries for the direction that a single column brings. */
  public static Projection of(double[][] gradient, Directions basis, double cut, double[] place) {
    double[][] coefficients = new double[gradient.length][basis.rank()];
    if (gradient.length == 1) {
      double[] residual = residual(gradient[0], basis, coefficients[0], place);
      return along(normalised(residual, Norm.of(residual), cut), gradient, coefficients);
    }
    double[][] residuals = new double[gradient.length][basis.size()];
    for (int k = 0; k < residuals.length; k++) {
      residual(gradient[k], basis, coefficients[k], residuals[k]);
    }
    double[][] directions = orthonormal(residuals, cut);
    straighten(directions, basis);
    return along(directions, gradient, coefficients);
  }

  private static Projection along(
      double[][] directions, double[][] gradient, double[][] coefficients) {
    double[][] core = new double[directions.length][gradient.length];
    for (int i = 0; i < directions.length; i++) {
      for (int k = 0; k < gradient.length; k++) {
        core[i][k] = Lanes.dot(directions[i], gradient[k], gradient[k].length);
      }
    }
    return new Projection(coefficients, directions, core);
  }

  private static double[] residual(
      double[] gradient, Directions basis, double[] coefficients, double[] place) {
    System.arraycopy(gradient, 0, place, 0, place.length);
    basis.project(place, coefficients);
    return place;
  }

  /**
   * A residual counts when it has an entry beyond the rounding of the numbers that it is the rest
   * of, |g~ᵢ| > 2⁻⁴⁷ (|gᵢ| + Σ |uᵢₖ hₖ|): an input that is small in its units is not lost beside a
   * large one. Several are split one after the other. O(c p (r + c)).
   *
   * <p>Where columns differ from those of the basis by many orders of magnitude, residuals are
   * orthogonal to far larger directions as far as their entries allow, and a coefficient along far
   * smaller ones within the rounding of its parts, |hₖ| ≤ 2⁻⁴⁷ Σ |uᵢₖ gᵢ|, is 0, as it would be
   * large beside theirs.
   *
   * @param gradient c finite columns, not modified
   * @param size ‖G‖, positive
   */
  static Projection graded(double[][] gradient, double size, Directions basis, Grading grading) {
    return graded(gradient, size, basis, grading, new double[basis.size()]);
  }

  /** As above, in memory of p entries for the direction that a single column brings. */
  static Projection graded(
      double[][] gradient, double size, Directions basis, Grading grading, double[] place) {
    if (gradient.length > 1) {
      return each(gradient, basis, grading);
    }
    Directions used = grading.equals(Grading.NONE) ? basis : basis.explicit();
    return one(gradient[0], size, used, grading, place);
  }

  private static Projection one(
      double[] gradient, double size, Directions basis, Grading grading, double[] place) {
    double[][] column = {gradient};
    double[][] coefficients = new double[1][basis.rank()];
    double[] residual = residual(gradient, basis, coefficients[0], place);
    int larger = Math.min(grading.larger(), basis.rank());
    if (!grading.equals(Grading.NONE)) {
      basis.explicit().settle(residual, coefficients[0], larger);
      dropRounding(coefficients[0], gradient, size, basis.explicit(), grading.kept());
    }
    double left = Norm.of(residual);
    if (left > CLEAR * size) {
      return along(normalised(residual, left, 0), column, coefficients);
    }
    dropRounding(residual, gradient, basis, coefficients[0]);
    left = Norm.of(residual);
    double[][] directions = normalised(residual, left, 0);
    if (directions.length == 0 || !independent(directions[0], basis)) {
      return new Projection(coefficients, new double[0][], new double[0][]);
    }
    if (larger > 0) {
      basis.explicit().settle(directions[0], new double[larger], larger);
    }
    return new Projection(coefficients, directions, new double[][] {{left}});
  }

  /** Column after column, each along the basis and the directions that those before it bring. */
  private static Projection each(double[][] gradient, Directions basis, Grading grading) {
    int r = basis.rank();
    OrthonormalBasis grown = new OrthonormalBasis(basis.size(), basis.explicit().columns());
    double[][] parts = new double[gradient.length][];
    for (int k = 0; k < parts.length; k++) {
      double[] place = new double[basis.size()];
      Projection one = one(gradient[k], Norm.of(gradient[k]), grown, grading, place);
      parts[k] = Arrays.copyOf(one.coefficients[0], grown.rank() + one.rank());
      if (one.rank() == 1) {
        parts[k][grown.rank()] = one.core[0][0];
        grown.append(one.directions[0]);
      }
    }
    double[][] coefficients = new double[parts.length][];
    double[][] core = new double[grown.rank() - r][parts.length];
    for (int k = 0; k < parts.length; k++) {
      coefficients[k] = Arrays.copyOf(parts[k], r);
      for (int i = r; i < parts[k].length; i++) {
        core[i - r][k] = parts[k][i];
      }
    }
    double[][] directions = Arrays.copyOfRange(grown.columns(), r, grown.rank());
    return new Projection(coefficients, directions, core);
  }

  /** Sets coefficients from an index on to zero that may be rounding alone. */
  private static void dropRounding(
      double[] coefficients, double[] gradient, double size, OrthonormalBasis basis, int from) {
    for (int k = from; k < coefficients.length; k++) {
      double part = Math.abs(coefficients[k]);
      if (part <= 2 * ROUNDING * size
          && part <= ROUNDING * Lanes.absoluteDot(basis.column(k), gradient, gradient.length)) {
        coefficients[k] = 0;
      }
    }
  }

  /** Sets entries to zero that may be rounding alone. */
  private static void dropRounding(
      double[] residual, double[] gradient, Directions basis, double[] coefficients) {
    double[] parts = new double[residual.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = Math.abs(gradient[i]);
    }
    basis.addSizes(coefficients, parts);
    for (int i = 0; i < parts.length; i++) {
      if (Math.abs(residual[i]) <= ROUNDING * parts[i]) {
        residual[i] = 0;
      }
    }
  }

  /**
   * Makes a unit vector, or zeros, orthogonal to the basis.
   *
   * @return whether more than half of it is left
   */
  static boolean independent(double[] direction, Directions basis) {
    basis.project(direction, new double[basis.rank()]);
    double left = Norm.of(direction);
    Lanes.scale(1 / left, direction, direction.length);
    return left > 0.5;
  }

  /** A residual over its norm, in its place, or nothing up to the cut. */
  private static double[][] normalised(double[] residual, double norm, double cut) {
    if (!(norm > cut)) {
      return new double[0][];
    }
    for (int i = 0; i < residual.length; i++) {
      residual[i] /= norm;
    }
    if (norm < Norm.EXACT) {
      Lanes.scale(1 / Lanes.norm(residual), residual, residual.length);
    }
    return new double[][] {residual};
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
  private static void straighten(double[][] directions, Directions basis) {
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

  /** The same split of columns that are each multiplied by a factor. */
  Projection scaled(double[] factors) {
    double[][] scaledCore = new double[core.length][];
    for (int i = 0; i < core.length; i++) {
      scaledCore[i] = new double[factors.length];
      for (int k = 0; k < factors.length; k++) {
        scaledCore[i][k] = factors[k] * core[i][k];
      }
    }
    return new Projection(scaled(coefficients, factors), directions, scaledCore);
  }

  /** Rows, each multiplied by a factor. */
  private static double[][] scaled(double[][] rows, double[] factors) {
    double[][] scaled = new double[rows.length][];
    for (int k = 0; k < rows.length; k++) {
      scaled[k] = rows[k].clone();
      Lanes.scale(factors[k], scaled[k], scaled[k].length);
    }
    return scaled;
  }

  /** H as c rows of r entries; not copied. */
  public double[][] coefficients() {
    return coefficients;
  }

  /** Q as k columns; not copied. */
  public double[][] directions() {
    return directions;
  }

  /** Qᵀ G, k rows of c entries; not copied. */
  public double[][] core() {
    return core;
  }

  /** The Frobenius norm of Qᵀ G: how much of the gradients no column of the basis holds. */
  public double newNorm() {
    double sum = 0;
    for (double[] row : core) {
      sum += Lanes.dot(row, row, row.length);
    }
    return Math.sqrt(sum);
  }

  /** k, how many new directions the gradients bring. */
  public int rank() {
    return directions.length;
  }
}

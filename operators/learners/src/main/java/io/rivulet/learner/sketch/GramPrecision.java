package io.rivulet.learner.sketch;

import io.rivulet.kernel.Directions;
import io.rivulet.kernel.Gram;
import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.TriangularFactor;
import io.rivulet.learner.spectral.Norm;
import io.rivulet.state.LofiState;
import java.util.Arrays;

/**
 * The inverse of a precision Λ = diag(υ) + U diag(s)² Uᵀ by the products of the columns of U in
 * coordinates in which the diagonal is the identity:
 *
 * <pre>
 * T = diag(υ)⁻½,   A = (T U)ᵀ (T U),   E = I + diag(s)⁻¹ A⁻¹ diag(s)⁻¹
 * T g = r + T U z,  z = A⁻¹ Uᵀ T² g:   gᵀ Λ⁻¹ g = ‖r‖² + ‖b‖²,  b = E⁻½ diag(s)⁻¹ z
 * </pre>
 *
 * Sums of squares only, as in {@link ScaledSketch}, but U is neither copied nor rotated, and stays
 * B R while a rotation waits. An error of A counts by the condition of A, not by the spread of s:
 * where T U is too far from orthogonal, or directions and gradients differ too much in size, the
 * work is left to {@link ScaledSketch}. O(b² p / 2 + b² r) to build, four products with B a
 * gradient.
 *
 * <p>Reference: G. Golub, C. Van Loan, <i>Matrix Computations</i>, 4th ed., section 4.2.7 for the
 * errors of factors of scaled matrices; L. Giraud, J. Langou, M. Rozložník, J. van den Eshof,
 * <i>Numerische Mathematik</i> 101 (2005), for the residuals of projecting twice.
 */
final class GramPrecision implements InversePrecision {

  /** The least share of a squared length that is orthogonal to the other columns. */
  private static final double INDEPENDENT = 0x1p-20;

  /** The inverses of the roots of υ. */
  private final double[] scale;

  private final LofiState state;
  private final Directions basis;
  private final double[] values;

  /** Lᵀ L = A. */
  private final TriangularFactor factor;

  /** Nᵀ N = E. */
  private final TriangularFactor inner;

  /** The lengths of the columns T U diag(s). */
  private final double[] lengths;

  /** Null until it is needed. */
  private ScaledSketch careful;

  private GramPrecision(
      LofiState state, double[] scale, TriangularFactor factor, TriangularFactor inner) {
    this.state = state;
    this.scale = scale;
    this.basis = state.sketch().directions();
    this.values = state.sketch().singularValues();
    this.factor = factor;
    this.inner = inner;
    this.lengths = new double[values.length];
    factor.squares(lengths);
    Arrays.setAll(lengths, k -> values[k] * Math.sqrt(lengths[k]));
  }

  /** Either form, whichever is exact to rounding and, if both are, this one. */
  static InversePrecision of(LofiState state) {
    if (state.sketch().rank() == 0 || Grading.steep(state.sketch().singularValues())) {
      return new ScaledSketch(state);
    }
    double[] scale = new double[state.diagonal().length];
    for (int i = 0; i < scale.length; i++) {
      scale[i] = 1 / Math.sqrt(state.diagonal()[i]);
    }
    double[] values = state.sketch().singularValues();
    Gram gram = state.sketch().directions().gram(scale);
    TriangularFactor factor = TriangularFactor.isotropic(values.length, 1);
    TriangularFactor inner = TriangularFactor.isotropic(values.length, 1);
    boolean exact =
        factor.factor(gram.products())
            && independent(factor, gram.sizes())
            && inner.factor(inner(factor, values));
    return exact ? new GramPrecision(state, scale, factor, inner) : new ScaledSketch(state);
  }

  private static boolean independent(TriangularFactor factor, double[] sizes) {
    for (int k = 0; k < sizes.length; k++) {
      double share = factor.entry(k, k) / sizes[k];
      if (!(share * share >= INDEPENDENT)) {
        return false;
      }
    }
    return true;
  }

  /** The lower triangle of E = I + diag(s)⁻¹ L⁻¹ L⁻ᵀ diag(s)⁻¹. */
  private static double[][] inner(TriangularFactor factor, double[] values) {
    double[][] rows = factor.inverse();
    double[][] inner = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      Lanes.scale(1 / values[i], rows[i], i + 1);
      inner[i] = new double[i + 1];
      for (int j = 0; j <= i; j++) {
        inner[i][j] = Lanes.dot(rows[i], rows[j], j + 1);
      }
      inner[i][i] += 1;
    }
    return inner;
  }

  @Override
  public Square split(double root, double[]... gradient) {
    double[][] scaled = new double[gradient.length][];
    for (int k = 0; k < scaled.length; k++) {
      scaled[k] = scaled(gradient[k]);
    }
    if (Grading.even(lengths, scaled, root)) {
      return new Parts(scaled);
    }
    if (careful == null) {
      careful = new ScaledSketch(state);
    }
    return careful.split(root, gradient);
  }

  private double[] scaled(double[] x) {
    double[] scaled = new double[x.length];
    multiply(x, scaled);
    return scaled;
  }

  /** y ← T x. */
  private void multiply(double[] x, double[] y) {
    for (int i = 0; i < scale.length; i++) {
      y[i] = scale[i] * x[i];
    }
  }

  /** z ← z + z', rest ← rest - T U z' for the z' = A⁻¹ Uᵀ T rest that leaves least. */
  private void subtract(double[] rest, double[] z) {
    double[] product = scaled(rest);
    double[] part = new double[z.length];
    basis.multiply(product, part);
    factor.solveTransposed(part);
    factor.solve(part);
    Lanes.axpy(1, part, z, z.length);
    Arrays.fill(product, 0);
    basis.add(part, product);
    for (int i = 0; i < rest.length; i++) {
      rest[i] -= scale[i] * product[i];
    }
  }

  /** Sets entries to zero that may be rounding of the numbers that were subtracted. */
  private void dropRounding(double[] rest, double[] scaled, double[] z) {
    double[] sizes = new double[rest.length];
    basis.addSizes(z, sizes);
    for (int i = 0; i < rest.length; i++) {
      double most = Math.abs(scaled[i]) + scale[i] * sizes[i];
      if (Math.abs(rest[i]) <= Projection.ROUNDING * most) {
        rest[i] = 0;
      }
    }
  }

  /** [Qᵀ T G; b] with the orthonormal directions Q of the residuals. */
  private final class Parts implements Square {

    /** The rows Qᵀ T G, then those of b. */
    private double[][] seen;

    private double[][] directions = new double[0][];

    /**
     * @param scaled T G, not modified
     */
    private Parts(double[][] scaled) {
      this.seen = new double[values.length][scaled.length];
      for (int k = 0; k < scaled.length; k++) {
        add(k, scaled[k]);
      }
    }

    private void add(int k, double[] scaled) {
      double[] rest = scaled.clone();
      double[] z = new double[values.length];
      double[] along = new double[directions.length];
      project(rest, z, along);
      for (int i = 0; i < along.length; i++) {
        seen[i][k] = along[i];
      }
      double left = Norm.of(rest);
      boolean isNew = left > Projection.CLEAR * Norm.of(scaled);
      if (!isNew) {
        dropRounding(rest, scaled, z);
        left = Norm.of(rest);
      }
      if (left > 0) {
        Lanes.scale(1 / left, rest, rest.length);
        if (isNew || independent(rest)) {
          extend(rest)[k] = left;
        }
      }
      weaken(z);
      for (int i = 0; i < z.length; i++) {
        seen[directions.length + i][k] = z[i];
      }
    }

    /** Splits a vector along the columns and the directions so far, twice. */
    private void project(double[] rest, double[] z, double[] along) {
      for (int pass = 0; pass < 2; pass++) {
        subtract(rest, z);
        for (int i = 0; i < directions.length; i++) {
          double part = Lanes.dot(directions[i], rest, rest.length);
          Lanes.axpy(-part, directions[i], rest, rest.length);
          along[i] += part;
        }
      }
    }

    /** As {@link Projection#independent}. */
    private boolean independent(double[] direction) {
      project(direction, new double[values.length], new double[directions.length]);
      double left = Norm.of(direction);
      Lanes.scale(1 / left, direction, direction.length);
      return left > 0.5;
    }

    private double[] extend(double[] direction) {
      int count = directions.length;
      double[] row = new double[seen[0].length];
      double[][] rows = Arrays.copyOf(seen, seen.length + 1);
      System.arraycopy(seen, count, rows, count + 1, seen.length - count);
      rows[count] = row;
      seen = rows;
      directions = Arrays.copyOf(directions, count + 1);
      directions[count] = direction;
      return row;
    }

    /** z ← E⁻½ diag(s)⁻¹ z. */
    private void weaken(double[] z) {
      for (int i = 0; i < z.length; i++) {
        z[i] /= values[i];
      }
      inner.solveTransposed(z);
    }

    @Override
    public double[][] seen() {
      return seen;
    }

    /** Λ⁻¹ G a' for a = B a': T (Q a₁ + T U A⁻¹ diag(s)⁻¹ E⁻½ a₂). */
    @Override
    public double[] moved(double[] a) {
      double[] along = Arrays.copyOfRange(a, directions.length, a.length);
      inner.solve(along);
      for (int i = 0; i < along.length; i++) {
        along[i] /= values[i];
      }
      factor.solveTransposed(along);
      factor.solve(along);
      double[] moved = new double[scale.length];
      basis.add(along, moved);
      multiply(moved, moved);
      for (int i = 0; i < directions.length; i++) {
        Lanes.axpy(a[i], directions[i], moved, moved.length);
      }
      multiply(moved, moved);
      return moved;
    }
  }
}

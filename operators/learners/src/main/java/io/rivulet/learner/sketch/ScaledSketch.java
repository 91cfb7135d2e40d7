package io.rivulet.learner.sketch;

import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.OrthonormalBasis;
import io.rivulet.kernel.Sketch;
import io.rivulet.kernel.TriangularFactor;
import io.rivulet.learner.spectral.Norm;
import io.rivulet.state.LofiState;
import java.util.Arrays;

/**
 * The inverse of a precision Λ = diag(υ) + V Vᵀ, V = U diag(s), in coordinates in which the
 * diagonal is the identity:
 *
 * <pre>
 * T = diag(υ)⁻½,   T V = Q R,   I + R Rᵀ = Lᵀ L,   Λ⁻¹ = T (I - Q Qᵀ + Q L⁻¹ L⁻ᵀ Qᵀ) T
 * </pre>
 *
 * so that gᵀ Λ⁻¹ g = ‖T g - Q h‖² + ‖L⁻ᵀ h‖², h = Qᵀ T g, is a sum of squares. Woodbury's identity
 * would subtract numbers that agree to s²/υ. O(r² p + r³) to build.
 */
final class ScaledSketch implements InversePrecision {

  /** Part of a column below which what is left of it may not be orthogonal to the others. */
  private static final double SHORT = 0x1.0p-20;

  private final double[] root;
  private final OrthonormalBasis basis;

  /** The diagonal of R. */
  private double[] sizes = new double[0];

  private final TriangularFactor factor;

  ScaledSketch(LofiState state) {
    double[] diagonal = state.diagonal();
    Sketch sketch = state.sketch();
    this.root = new double[diagonal.length];
    for (int i = 0; i < root.length; i++) {
      root[i] = Math.sqrt(diagonal[i]);
    }
    this.basis = OrthonormalBasis.empty(root.length);
    double[][] columns = new double[sketch.rank()][];
    for (int k = 0; k < columns.length; k++) {
      columns[k] = scaled(sketch.basis().column(k));
      Lanes.scale(sketch.singularValues()[k], columns[k], columns[k].length);
      columns[k] = orthogonalised(columns[k], sketch.rank());
    }
    this.factor = TriangularFactor.isotropic(basis.rank(), 1);
    for (double[] column : columns) {
      factor.add(Arrays.copyOf(column, basis.rank()), new double[0][], new double[0]);
    }
  }

  /** Adds a column to Q, and gives that of the triangle. */
  private double[] orthogonalised(double[] column, int rank) {
    double[] triangle = new double[rank];
    int k = basis.rank();
    double before = Norm.of(column);
    basis.project(column, triangle);
    double left = Norm.of(column);
    Lanes.scale(left > 0 ? 1 / left : 0, column, column.length);
    if (left < SHORT * before && !Projection.independent(column, basis)) {
      return triangle;
    }
    triangle[k] = left;
    basis.append(column);
    sizes = Arrays.copyOf(sizes, k + 1);
    sizes[k] = left;
    return triangle;
  }

  /** T x. */
  private double[] scaled(double[] x) {
    double[] scaled = new double[x.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = x[i] / root[i];
    }
    return scaled;
  }

  /** Splits gradients T G along Q and what is left. */
  @Override
  public Split split(double root, double[]... gradient) {
    double[][] scaled = new double[gradient.length][];
    for (int k = 0; k < scaled.length; k++) {
      scaled[k] = scaled(gradient[k]);
    }
    double size = Norm.of(scaled);
    Grading grading = size > 0 ? Grading.of(basis, sizes, scaled, root) : Grading.NONE;
    return new Split(Projection.graded(scaled, size, basis, grading));
  }

  /** B with a row for each new direction and for each column of Q. */
  final class Split implements Square {

    private final Projection projection;
    private final double[][] seen;

    private Split(Projection projection) {
      this.projection = projection;
      int k = projection.rank();
      int c = projection.coefficients().length;
      this.seen = new double[k + basis.rank()][c];
      System.arraycopy(projection.core(), 0, seen, 0, k);
      for (int j = 0; j < c; j++) {
        double[] h = projection.coefficients()[j].clone();
        factor.solveTransposed(h);
        for (int i = 0; i < h.length; i++) {
          seen[k + i][j] = h[i];
        }
      }
    }

    @Override
    public double[][] seen() {
      return seen;
    }

    /** Λ⁻¹ G a' for a = B a': T (new directions a₁ + Q L⁻¹ a₂). */
    @Override
    public double[] moved(double[] a) {
      int k = projection.rank();
      double[] moved = new double[root.length];
      for (int i = 0; i < k; i++) {
        Lanes.axpy(a[i], projection.directions()[i], moved, moved.length);
      }
      double[] along = Arrays.copyOfRange(a, k, a.length);
      factor.solve(along);
      for (int i = 0; i < along.length; i++) {
        Lanes.axpy(along[i], basis.column(i), moved, moved.length);
      }
      return scaled(moved);
    }
  }
}

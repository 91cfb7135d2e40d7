package io.rivulet.kernel;

/** Orthonormal columns U (p x r), UᵀU = I, of which products are asked. */
public interface Directions {

  /** p, the length of a column. */
  int size();

  /** r, the number of columns. */
  int rank();

  /**
   * Splits g into coefficients and residual: h = Uᵀ g, g ← g - U h, by classical Gram-Schmidt done
   * twice where once is not enough, which leaves the residual orthogonal to working precision.
   *
   * @param g p entries, overwritten by the residual
   * @param h r entries, overwritten by the coefficients
   */
  void project(double[] g, double[] h);

  /**
   * The products h = Uᵀ x.
   *
   * @param x p entries, not modified
   * @param h r entries, overwritten
   */
  void multiply(double[] x, double[] h);

  /** The products of all pairs of columns, their coordinates multiplied by p entries each. */
  Gram gram(double[] diagonal);

  /** Adds a combination of the columns: y ← y + U a. */
  void add(double[] a, double[] y);

  /** Adds to each entry of y the sizes of the numbers whose sum is that entry of U a. */
  void addSizes(double[] a, double[] y);

  /** The columns themselves; neither these nor the basis are to be modified. */
  OrthonormalBasis explicit();
}

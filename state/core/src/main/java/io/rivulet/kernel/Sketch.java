package io.rivulet.kernel;

/**
 * A low-rank sketch of a growing matrix A (p x n): orthonormal columns U (p x r) with singular
 * values s, so that U diag(s)² Uᵀ stands for A Aᵀ, and the energy of the part that was dropped. (p
 * + 1) r doubles.
 */
public final class Sketch {

  private final OrthonormalBasis basis;
  private double[] singularValues;
  private double discardedEnergy;

  /**
   * @param basis U, not copied
   * @param singularValues one for each column of U, not copied
   * @param discardedEnergy sum of the squared singular values that were dropped
   */
  public Sketch(OrthonormalBasis basis, double[] singularValues, double discardedEnergy) {
    this.basis = basis;
    this.singularValues = singularValues;
    this.discardedEnergy = discardedEnergy;
  }

  /** The sketch of a matrix without columns. */
  public static Sketch empty(int size) {
    return new Sketch(OrthonormalBasis.empty(size), new double[0], 0);
  }

  /** A separate sketch in which each singular value is multiplied by a factor. */
  public Sketch scaled(double factor) {
    double[][] columns = new double[basis.rank()][];
    for (int k = 0; k < columns.length; k++) {
      columns[k] = basis.column(k).clone();
    }
    double[] values = singularValues.clone();
    Lanes.scale(factor, values, values.length);
    return new Sketch(new OrthonormalBasis(basis.size(), columns), values, discardedEnergy);
  }

  /** U; not copied. */
  public OrthonormalBasis basis() {
    return basis;
  }

  /** The singular values that belong to the columns of U, descending; not copied. */
  public double[] singularValues() {
    return singularValues;
  }

  /** Sum of the squared singular values that truncation dropped. */
  public double discardedEnergy() {
    return discardedEnergy;
  }

  /** The largest over the smallest singular value; NaN without any. */
  public double condition() {
    return Condition.of(singularValues);
  }

  /** The number of columns of U. */
  public int rank() {
    return singularValues.length;
  }

  /** Sets the singular values of the columns of U; not copied. */
  public void rank(double[] values) {
    singularValues = values;
  }

  /** Adds to the discarded energy. */
  public void discard(double energy) {
    discardedEnergy += energy;
  }

  public long heapBytes() {
    return basis.heapBytes() + 8L * singularValues.length + 48;
  }
}

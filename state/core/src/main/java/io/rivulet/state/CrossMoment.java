package io.rivulet.state;

/**
 * The moment B = B₀ + Σ ωᵢ xᵢᵀ yᵢ (p x p) of a square regression, and B⁻¹ while it is known: 2 p²
 * doubles. B may be singular for a while; B⁻¹ is then unknown until it is solved for.
 */
public final class CrossMoment {

  private final double[][] rows;
  private double[][] inverse;

  /**
   * @param rows the rows of B, not copied
   * @param inverse the rows of B⁻¹, not copied, or null when B⁻¹ is not known
   */
  public CrossMoment(double[][] rows, double[][] inverse) {
    this.rows = rows;
    this.inverse = inverse;
  }

  /** The moment B = λ I. */
  public static CrossMoment isotropic(int size, double lambda) {
    double[][] rows = new double[size][size];
    double[][] inverse = new double[size][size];
    for (int i = 0; i < size; i++) {
      rows[i][i] = lambda;
      inverse[i][i] = 1 / lambda;
    }
    return new CrossMoment(rows, inverse);
  }

  /** The rows of B; not copied. */
  public double[][] rows() {
    return rows;
  }

  /** The rows of B⁻¹, or null when B⁻¹ is not known; not copied. */
  public double[][] inverse() {
    return inverse;
  }

  /**
   * Replaces the moment and its inverse.
   *
   * @param rows the rows of B, copied
   * @param inverse the rows of B⁻¹, copied, or null when B⁻¹ is not known
   */
  public void set(double[][] rows, double[][] inverse) {
    copy(rows, this.rows);
    if (inverse == null) {
      this.inverse = null;
    } else {
      this.inverse = this.inverse == null ? new double[rows.length][rows.length] : this.inverse;
      copy(inverse, this.inverse);
    }
  }

  private static void copy(double[][] from, double[][] into) {
    for (int i = 0; i < from.length; i++) {
      System.arraycopy(from[i], 0, into[i], 0, from.length);
    }
  }

  long heapBytes() {
    return 2 * Columns.heapBytes(rows) + 24;
  }
}

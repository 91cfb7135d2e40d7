package io.rivulet.kernel;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import java.util.Arrays;

/**
 * A symmetric p x p matrix of variances, some of which may be infinite, the limit of
 *
 * <pre>
 * P = U (D + κ E) Uᵀ   for κ → ∞
 * </pre>
 *
 * with U unit upper triangular and kept by columns, and with diagonal D and E. Each column has an
 * entry in either D or E: p (p + 1) / 2 doubles. A column with an entry in E is <em>open</em>:
 * nothing is known about its direction.
 *
 * <p>As in {@link UdFactor}, no step subtracts from P, and each step commutes with scaling row and
 * column j by a power of two. Neither the order nor the size of measurements therefore costs
 * digits.
 *
 * <p>References: G. Bierman, <i>Factorization Methods for Discrete Sequential Estimation</i>, 1977;
 * for the limit J. Durbin, S. Koopman, <i>Time Series Analysis by State Space Methods</i>, 2nd ed.,
 * section 5.2.
 */
public final class DiffuseFactor {

  private final double[][] columns;

  /** The largest over the smallest entry of D; infinite when a column is open. */
  public double condition() {
    return openings() > 0 ? Double.POSITIVE_INFINITY : Condition.of(d);
  }

  /** Dⱼ, or -Eⱼ of an open column. */
  private final double[] d;

  private final DiffusePass pass;

  private DiffuseFactor(double[][] columns, double[] d) {
    this.columns = columns;
    this.d = d;
    this.pass = new DiffusePass(columns, d);
  }

  /**
   * The factor before anything is measured.
   *
   * @param precision one over the variance of each entry; 0 makes the entry open
   */
  public static DiffuseFactor prior(double[] precision) {
    DiffuseFactor factor = zeros(precision.length);
    for (int j = 0; j < precision.length; j++) {
      factor.d[j] = precision[j] > 0 ? 1 / precision[j] : -1;
    }
    return factor;
  }

  /**
   * The factor of P = (Lᵀ L)⁻¹; directions that L does not determine are open. O(p³).
   *
   * @param lower L; an entry that is only rounding relative to its column counts as 0
   */
  public static DiffuseFactor of(TriangularFactor lower) {
    int p = lower.size();
    double[] squares = new double[p];
    lower.squares(squares);
    DiffuseFactor factor = prior(new double[p]);
    double[] row = new double[p];
    double[] scratch = new double[p];
    for (int i = 0; i < p; i++) {
      for (int j = 0; j <= i; j++) {
        double entry = lower.entry(i, j);
        row[j] = Math.abs(entry) <= DiffusePass.ROUNDING * Math.sqrt(squares[j]) ? 0 : entry;
      }
      if (Lanes.largest(row) > 0) {
        factor.absorb(row, 0, 1, scratch);
      }
    }
    return factor;
  }

  private static DiffuseFactor zeros(int size) {
    return new DiffuseFactor(UnitColumns.identity(size), new double[size]);
  }

  public int size() {
    return d.length;
  }

  /** Whether column j is open. */
  public boolean open(int j) {
    return d[j] < 0;
  }

  /** The number of open columns. */
  public int openings() {
    int count = 0;
    for (double entry : d) {
      count += entry < 0 ? 1 : 0;
    }
    return count;
  }

  /** Whether an open direction involves more than its own column. */
  public boolean entangled() {
    for (int j = 0; j < d.length; j++) {
      if (d[j] < 0 && Lanes.largest(columns[j]) > 0) {
        return true;
      }
    }
    return false;
  }

  /** Dⱼ, or -Eⱼ of an open column. */
  public double variance(int j) {
    return d[j];
  }

  /** Column j of U, including its 1 and the zeros below it. */
  public double[] column(int j) {
    double[] column = Arrays.copyOf(columns[j], d.length);
    column[j] = 1;
    return column;
  }

  /**
   * Adds a measurement: P ← P - b bᵀ / a with b = P x and a = start + xᵀ P x, both divided by κ
   * when {@link #opened} is true afterwards. A negative start removes a measurement, which must not
   * lie in an open direction. One read and one write of the triangle, 8 p² bytes.
   *
   * @param x p entries, not modified
   * @param from the number of zeros that x begins with
   * @param start the variance of the measurement; negative to remove a measurement
   * @param b p entries, overwritten by P x for the matrix before the change
   * @return a; NaN when the measurement to be removed lies in an open direction
   */
  public double absorb(double[] x, int from, double start, double[] b) {
    return pass.take(x, from, start, b);
  }

  /** Whether the last measurement closed a column because it had a part in an open direction. */
  public boolean opened() {
    return pass.opened();
  }

  /** The form xᵀ P x over the columns that are not open, at least 0. 4 p² bytes. */
  public double spread(double[] x) {
    double sum = 0;
    for (int j = 0; j < d.length; j++) {
      if (d[j] > 0) {
        double v = x[j] + Lanes.dot(columns[j], x, j);
        sum += v * (d[j] * v);
      }
    }
    return sum;
  }

  /** The product P x over the columns that are not open. 8 p² bytes. */
  public double[] multiply(double[] x) {
    double[] product = new double[d.length];
    for (int j = 0; j < d.length; j++) {
      if (d[j] > 0) {
        double f = d[j] * (x[j] + Lanes.dot(columns[j], x, j));
        Lanes.axpy(f, columns[j], product, j);
        product[j] = f;
      }
    }
    return product;
  }

  /**
   * An upper bound of |P| x: |U| D |U|ᵀ x. 8 p² bytes.
   *
   * @param x p entries of at least 0
   */
  public double[] multiplySizes(double[] x) {
    double[] product = new double[d.length];
    for (int j = 0; j < d.length; j++) {
      if (d[j] > 0) {
        double[] column = columns[j];
        double f = d[j] * (x[j] + Lanes.absoluteDot(column, x, j));
        for (int i = 0; i < j; i++) {
          product[i] += f * Math.abs(column[i]);
        }
        product[j] = f;
      }
    }
    return product;
  }

  /**
   * The diagonal of P over the columns that are not open. 4 p² bytes.
   *
   * @param into p entries, overwritten
   */
  public void variances(double[] into) {
    Arrays.fill(into, 0);
    for (int j = 0; j < d.length; j++) {
      if (d[j] > 0) {
        double[] column = columns[j];
        for (int i = 0; i < j; i++) {
          into[i] += column[i] * (d[j] * column[i]);
        }
        into[j] += d[j];
      }
    }
  }

  /** Multiplies all variances. */
  public void scale(double factor) {
    for (int j = 0; j < d.length; j++) {
      d[j] *= d[j] > 0 ? factor : 1;
    }
  }

  /**
   * Row i of U⁻¹, with P⁻¹ = Σᵢ rᵢ rᵢᵀ / Dᵢ over the columns that are not open. 4 p² bytes.
   *
   * @param row p entries, overwritten
   */
  public void inverseRow(int i, double[] row) {
    UnitColumns.inverseRow(columns, i, row);
  }

  /** Whether every number is finite and no variance is 0. */
  public boolean sound() {
    for (int j = 0; j < d.length; j++) {
      if (d[j] == 0 || !Lanes.finite(columns[j])) {
        return false;
      }
    }
    return Lanes.finite(d);
  }

  /** Becomes a copy of another factor of the same size. */
  public void copyFrom(DiffuseFactor other) {
    UnitColumns.copy(other.columns, other.d, columns, d);
  }

  /** Heap in bytes, array headers included. */
  public long heapBytes() {
    long p = d.length;
    return 4 * p * (p - 1) + 24 * p + 8 * p + 16 + 72;
  }

  /** The number of bytes that {@link #write} adds: 4 p (p + 1). */
  public static long bytes(int size) {
    return SymmetricMatrix.bytes(size);
  }

  /** Writes U above its diagonal by columns, then D - E, as float64 in the buffer's order. */
  public void write(StateOutput into) {
    UnitColumns.write(columns, d, into);
  }

  /** Reads a factor that {@link #write} wrote. */
  public static DiffuseFactor read(StateInput from, int size) {
    DiffuseFactor factor = zeros(size);
    UnitColumns.read(from, factor.columns, factor.d);
    return factor;
  }
}

package io.rivulet.kernel;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A symmetric positive p x p matrix P = U D Uᵀ with U unit upper triangular, kept by columns, and D
 * diagonal: p (p + 1) / 2 doubles.
 *
 * <p>No step subtracts from P: D is only multiplied by positive ratios, so that P keeps its sign
 * whatever the order of magnitude of its entries. Each operation commutes, to the bit, with scaling
 * row and column j by a power of two, so units do not matter.
 *
 * <p>Reference: G. Bierman, <i>Factorization Methods for Discrete Sequential Estimation</i>, 1977.
 */
public final class UdFactor {

  /**
   * The fraction of a column's sum of absolute values below which its sum is nothing but rounding.
   */
  private static final double ROUNDING = 0x1p-43;

  /**
   * Like {@link #ROUNDING}, for sums that are judged only where rounding could count as
   * information.
   */
  private static final double FINE_ROUNDING = 0x1p-47;

  /** The ratio a / start of a measurement above which its rounding costs digits. */
  private static final double STEEP = 0x1p20;

  /** The part of a measurement that is learned where not all of its digits can be kept. */
  private static final double COARSE = 0x1p-40;

  private static final double FAINT = 0x1p-1000;

  /** The largest variance that {@link #inflate} makes. */
  private static final double CEILING = 0x1p500;

  /** The factor by which rounding may raise a variance in one pass. */
  private static final double GROWTH = 1 + 0x1p-20;

  private final double[][] columns;
  private final double[] d;

  /** An upper bound of the variances; NaN while it is not known. Never reaches a result. */
  private double bound = Double.NaN;

  private double spread;

  private UdFactor(double[][] columns, double[] d) {
    this.columns = columns;
    this.d = d;
  }

  /** The diagonal matrix with these entries. */
  public static UdFactor diagonal(double[] entries) {
    return new UdFactor(UnitColumns.identity(entries.length), entries.clone());
  }

  /**
   * The factor of a symmetric matrix. Where the matrix is not positive, an entry of D is 0,
   * negative or not finite, and its column of U is zero. O(p³/6).
   */
  public static UdFactor of(SymmetricMatrix matrix) {
    UdFactor factor = diagonal(new double[matrix.size()]);
    Elimination.of(matrix, factor.columns, factor.d);
    return factor;
  }

  public int size() {
    return d.length;
  }

  /** The diagonal D, not copied. Callers may raise its entries only before the first pass. */
  public double[] diagonal() {
    return d;
  }

  /** Entry (i, j) of P. O(p). */
  public double entry(int i, int j) {
    double sum = 0;
    for (int k = Math.max(i, j); k < d.length; k++) {
      sum += unit(i, k) * (d[k] * unit(j, k));
    }
    return sum;
  }

  private double unit(int i, int k) {
    return i < k ? columns[k][i] : 1;
  }

  /**
   * Adds a measurement: P ← P - b bᵀ / a with b = P x and a = start + xᵀ P x. A negative start
   * removes a measurement. One read and one write of the triangle, 8 p² bytes.
   *
   * <p>Where a measurement is {@link #steep}, the part of x that it leaves in a column, vⱼ start /
   * a, is kept as such and not as a small difference, and a part that may be rounding alone does
   * not count as information.
   *
   * @param x p entries, not modified
   * @param start the variance of the measurement; negative to remove a measurement
   * @param b p entries, overwritten by P x for the matrix before the change
   * @return a
   */
  public double absorb(double[] x, double start, double[] b) {
    double alpha = start;
    double sum = 0;
    double most = start > 0 ? STEEP * start : Double.POSITIVE_INFINITY;
    for (int j = 0; j < d.length; j++) {
      double[] column = columns[j];
      double v = x[j] + Lanes.dot(column, x, j);
      double f = d[j] * v;
      sum += v * f;
      if (alpha > most) {
        v = UnitColumns.significant(v, column, j, x, FINE_ROUNDING);
        f = d[j] * v;
      }
      double next = alpha + v * f;
      if (alpha > most) {
        rotate(v, alpha, start, x, f, b, j);
      } else {
        UnitColumns.rotate(-(v / alpha), f, column, b, j);
      }
      b[j] = f;
      d[j] *= alpha / next;
      alpha = next;
    }
    spread = sum;
    bound = start > 0 ? bound * GROWTH : Double.NaN;
    return alpha;
  }

  /**
   * Adds a measurement whose variance is 0 or so small that rounding would outweigh it: {@link
   * #absorb}, except that whatever rounding leaves of a direction counts as nothing. With variance
   * 0, entries of D become 0.
   *
   * @param start at least 0
   * @return a, 0 when start is 0 and x lies in known directions
   */
  public double absorbSignificant(double[] x, double start, double[] b) {
    double alpha = start;
    double sum = 0;
    for (int j = 0; j < d.length; j++) {
      b[j] = 0;
      if (d[j] == 0) {
        continue;
      }
      double[] column = columns[j];
      double v = x[j] + Lanes.dot(column, x, j);
      v = UnitColumns.significant(v, column, j, x, ROUNDING);
      double f = d[j] * v;
      double next = alpha + v * f;
      if (alpha > 0) {
        if (steep(alpha, start)) {
          rotate(v, alpha, start, x, f, b, j);
        } else {
          UnitColumns.rotate(-(v / alpha), f, column, b, j);
        }
        d[j] *= alpha / next;
      } else {
        Lanes.axpy(f, column, b, j);
        d[j] = next > 0 ? 0 : d[j];
      }
      b[j] = f;
      alpha = next;
      sum += v * f;
    }
    spread = sum;
    bound = Double.NaN;
    return alpha;
  }

  /**
   * Whether a measurement of variance {@code start} is so much more precise than what was known
   * before that its rounding would cost digits: a > 2²⁰ start.
   */
  public static boolean steep(double a, double start) {
    return start >= 0 && a > STEEP * start;
  }

  /** Rotates a column u and b and then sets xᵀ u to its known value. */
  private void rotate(
      double v, double alpha, double start, double[] x, double f, double[] b, int j) {
    double[] before = Arrays.copyOf(b, j);
    double mu = -(v / alpha);
    UnitColumns.rotate(mu, f, columns[j], b, j);
    KnownProduct.land(v * (start / alpha) - x[j], x, columns[j], before, mu, j);
  }

  /**
   * The form xᵀ P x for the matrix before the last measurement, bit for bit {@link
   * #spread(double[])}.
   */
  public double lastSpread() {
    return spread;
  }

  /** The form xᵀ P x, at least 0. 4 p² bytes. */
  public double spread(double[] x) {
    double sum = 0;
    for (int j = 0; j < d.length; j++) {
      double v = x[j] + Lanes.dot(columns[j], x, j);
      sum += v * (d[j] * v);
    }
    return sum;
  }

  /**
   * The least variance of a measurement with which its pass is right to half of the digits for
   * every P: (2⁻⁴⁰ Σ |xᵢ| √Pᵢᵢ)². It reads 4 p² bytes.
   */
  public double coarseStart(double[] x) {
    double[] deviations = new double[d.length];
    variances(deviations);
    for (int i = 0; i < deviations.length; i++) {
      deviations[i] = Math.sqrt(deviations[i]);
    }
    double size = COARSE * Lanes.absoluteDot(deviations, x, deviations.length);
    return size * size;
  }

  /** The form xᵀ P x as {@link #absorbSignificant} computes it. */
  public double spreadSignificant(double[] x) {
    double sum = 0;
    for (int j = 0; j < d.length; j++) {
      double v = 0;
      if (d[j] != 0) {
        v = x[j] + Lanes.dot(columns[j], x, j);
        v = UnitColumns.significant(v, columns[j], j, x, ROUNDING);
      }
      sum += v * (d[j] * v);
    }
    return sum;
  }

  /**
   * Adds a multiple of a square: P ← P + c a aᵀ. 8 p² bytes.
   *
   * @param c at least 0
   * @param a p entries, overwritten by U⁻¹ a
   */
  public void add(double c, double[] a) {
    AddedSquare.add(columns, d, c, a, d.length - 1);
    bound = Double.NaN;
  }

  /**
   * Adds to the diagonal: P ← P + c I, by p squares of unit vectors. O(2 p³ / 3).
   *
   * @param c at least 0
   * @param scratch p entries, overwritten
   */
  public void shift(double c, double[] scratch) {
    for (int j = 0; j < d.length; j++) {
      Arrays.fill(scratch, 0, j, 0);
      scratch[j] = 1;
      AddedSquare.add(columns, d, c, scratch, j);
    }
    bound = Double.NaN;
  }

  /**
   * Raises the variances: Dⱼ ← Dⱼ / share, but not above limit / sizeⱼ. An entry that is already
   * above its limit stays as it is, and none shrinks. O(p).
   *
   * @param share in (0, 1)
   * @param size positive entries
   */
  public void inflate(double share, double limit, double[] size) {
    for (int j = 0; j < d.length; j++) {
      double grown = d[j] / share;
      if (grown * size[j] > limit || grown > CEILING) {
        grown = Math.max(d[j], Math.min(grown, Math.min(limit / size[j], CEILING)));
      }
      d[j] = grown;
    }
    bound *= GROWTH / share;
  }

  /** Lowers an entry of D to at most a limit. */
  public void limit(int j, double largest) {
    if (d[j] > largest) {
      d[j] = largest;
    }
  }

  /** Turns x into U⁻¹ x. 4 p² bytes. */
  public void whiten(double[] x) {
    for (int j = d.length - 1; j >= 0; j--) {
      Lanes.axpy(-x[j], columns[j], x, j);
    }
  }

  /**
   * Turns x into P⁻¹ x. 8 p² bytes.
   *
   * @param x p entries; no entry of D may be 0
   */
  public void solve(double[] x) {
    whiten(x);
    for (int j = 0; j < d.length; j++) {
      x[j] /= d[j];
    }
    for (int j = 0; j < d.length; j++) {
      x[j] -= Lanes.dot(columns[j], x, j);
    }
  }

  /**
   * Row i of U⁻¹, with P⁻¹ = Σᵢ rᵢ rᵢᵀ / Dᵢ. 4 p² bytes.
   *
   * @param row p entries, overwritten
   */
  public void inverseRow(int i, double[] row) {
    UnitColumns.inverseRow(columns, i, row);
  }

  /**
   * Whether passes with inputs of at most this size surely keep every number finite and positive,
   * by bounds in O(p), see {@link SurePasses}.
   *
   * @param largest the largest |x|
   * @param passes the number of consecutive passes; the error of each is computed at the current
   *     weights
   * @param start the smallest start of the passes
   * @param share the share by which variances are inflated once, or 1
   */
  public boolean surelyAbsorbs(double largest, int passes, double start, double share) {
    double size = d.length * largest;
    if (!SurePasses.mayHold(size, start)) {
      return false;
    }
    if (!SurePasses.mayHold(bound / share)) {
      bound = largestVariance();
    }
    return SurePasses.hold(d, size, bound / share, passes, start);
  }

  private double largestVariance() {
    double[] variances = new double[d.length];
    variances(variances);
    return Lanes.largest(variances);
  }

  /** Whether an entry of D is so small that the next pass could lose it: above 0, below 2⁻¹⁰⁰⁰. */
  public boolean faint() {
    for (double entry : d) {
      if (entry > 0 && entry < FAINT) {
        return true;
      }
    }
    return false;
  }

  /** Raises entries of D below 2⁻¹⁰⁰⁰, which a pass could lose, to that number. */
  public void raiseFaint() {
    for (int j = 0; j < d.length; j++) {
      d[j] = d[j] < FAINT ? FAINT : d[j];
    }
    bound = Double.NaN;
  }

  /** Whether a variance is more than so many times what it is in another factor. 8 p² bytes. */
  public boolean exceeds(UdFactor other, double times) {
    double[] variances = new double[d.length];
    double[] others = new double[d.length];
    variances(variances);
    other.variances(others);
    for (int i = 0; i < variances.length; i++) {
      if (!(variances[i] <= times * others[i])) {
        return true;
      }
    }
    return false;
  }

  /**
   * The diagonal of P. 4 p² bytes.
   *
   * @param variances p entries, overwritten
   */
  public void variances(double[] variances) {
    Arrays.fill(variances, 0);
    for (int j = 0; j < d.length; j++) {
      double[] column = columns[j];
      for (int i = 0; i < j; i++) {
        variances[i] += column[i] * (d[j] * column[i]);
      }
      variances[j] += d[j];
    }
  }

  /** Whether every number is finite and no entry of D is negative, or 0 unless that is allowed. */
  public boolean sound(boolean mayBeSingular) {
    for (int j = 0; j < d.length; j++) {
      boolean positive = d[j] > 0 || (mayBeSingular && d[j] == 0);
      if (!(positive && d[j] < Double.POSITIVE_INFINITY) || !Lanes.finite(columns[j])) {
        return false;
      }
    }
    return true;
  }

  /** Writes P into a triangle of its size. O(p³ / 3). */
  public void copyInto(SymmetricMatrix triangle) {
    double[][] lower = new double[d.length][];
    for (int i = 0; i < d.length; i++) {
      lower[i] = new double[i + 1];
      for (int j = 0; j <= i; j++) {
        lower[i][j] = entry(i, j);
      }
    }
    triangle.set(lower);
  }

  /** Becomes a copy of another factor of the same size. */
  public void copyFrom(UdFactor other) {
    UnitColumns.copy(other.columns, other.d, columns, d);
    bound = other.bound;
  }

  /** The largest over the smallest entry of D; infinite when P is singular. */
  public double condition() {
    return Condition.of(d);
  }

  /** Heap in bytes, array headers included. */
  public long heapBytes() {
    long p = d.length;
    return 4 * p * (p - 1) + 24 * p + 8 * p + 16 + 56;
  }

  /** The number of bytes that {@link #write} adds: 4 p (p + 1). */
  public static long bytes(int size) {
    return SymmetricMatrix.bytes(size);
  }

  /** Writes U above its diagonal by columns, then D, as float64 in the buffer's order. */
  public void write(ByteBuffer into) {
    UnitColumns.write(columns, d, into);
  }

  /** Reads a factor that {@link #write} wrote. */
  public static UdFactor read(ByteBuffer from, int size) {
    UdFactor factor = diagonal(new double[size]);
    UnitColumns.read(from, factor.columns, factor.d);
    return factor;
  }
}

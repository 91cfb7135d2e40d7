package io.rivulet.kernel;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;

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

  /** The factor by which rounding may raise a variance in one pass. */
  private static final double GROWTH = 1 + 0x1p-20;

  private final double[][] columns;
  private final double[] d;
  private final UdPass pass;

  /** An upper bound of the variances; NaN while it is not known. Never reaches a result. */
  private double bound = Double.NaN;

  private UdFactor(double[][] columns, double[] d) {
    this.columns = columns;
    this.d = d;
    this.pass = new UdPass(columns, d);
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
    return UnitColumns.entry(columns, d, i, j);
  }

  /**
   * Adds a measurement: P ← P - b bᵀ / a with b = P x and a = start + xᵀ P x. A negative start
   * removes a measurement. One read and one write of the triangle, 8 p² bytes. Where a measurement
   * is {@link #steep}, a part of x that may be rounding alone does not count as information.
   *
   * @param x p entries, not modified
   * @param start the variance of the measurement; negative to remove a measurement
   * @param b p entries, overwritten by P x for the matrix before the change
   * @return a
   */
  public double absorb(double[] x, double start, double[] b) {
    bound = start > 0 ? bound * GROWTH : Double.NaN;
    return pass.take(x, start, b);
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
    bound = Double.NaN;
    return pass.takeSignificant(x, start, b);
  }

  /**
   * Whether a measurement of variance {@code start} is so much more precise than what was known
   * before that its rounding would cost digits: a > 2²⁰ start.
   */
  public static boolean steep(double a, double start) {
    return UdPass.steep(a, start);
  }

  /**
   * The form xᵀ P x for the matrix before the last measurement, bit for bit {@link
   * #spread(double[])}.
   */
  public double lastSpread() {
    return pass.lastSpread();
  }

  /** The form xᵀ P x, at least 0. 4 p² bytes. */
  public double spread(double[] x) {
    return pass.spread(x);
  }

  /**
   * The least variance of a measurement with which its pass is right to half of the digits for
   * every P: (2⁻⁴⁰ Σ |xᵢ| √Pᵢᵢ)². It reads 4 p² bytes.
   */
  public double coarseStart(double[] x) {
    return Variances.coarseStart(columns, d, x);
  }

  /** The form xᵀ P x as {@link #absorbSignificant} computes it. */
  public double spreadSignificant(double[] x) {
    return pass.spreadSignificant(x);
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
    AddedSquare.shift(columns, d, c, scratch);
    bound = Double.NaN;
  }

  /**
   * Raises the variances: Dⱼ ← Dⱼ / share, but not above limit / sizeⱼ. An entry that is already
   * above its limit stays as it is, and none shrinks. O(p).
   *
   * @param share in (0, 1)
   * @param size at least 0 each
   * @param otherwise sizes, positive, in place of those that are 0
   */
  public void inflate(double share, double limit, double[] size, double[] otherwise) {
    VarianceLimits.inflate(d, share, limit, size, otherwise);
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
    UnitColumns.whiten(columns, x);
  }

  /**
   * Turns x into P⁻¹ x. 8 p² bytes.
   *
   * @param x p entries; no entry of D may be 0
   */
  public void solve(double[] x) {
    UnitColumns.solve(columns, d, x);
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
   * @param largest the largest |x|; for one pass anything between it and 2⁶⁴ does as well
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
    double variance = bound / share;
    if (!SurePasses.mayHold(variance)) {
      bound = Lanes.largest(Variances.of(columns, d));
      variance = bound / share;
    }
    return SurePasses.hold(d, size, variance, passes, start);
  }

  /** Whether an entry of D is so small that the next pass could lose it: above 0, below 2⁻¹⁰⁰⁰. */
  public boolean faint() {
    return VarianceLimits.faint(d);
  }

  /** Raises entries of D below 2⁻¹⁰⁰⁰, which a pass could lose, to that number. */
  public void raiseFaint() {
    VarianceLimits.raiseFaint(d);
    bound = Double.NaN;
  }

  /** Whether a variance is more than so many times what it is in another factor. 8 p² bytes. */
  public boolean exceeds(UdFactor other, double times) {
    return Variances.exceed(Variances.of(columns, d), times, Variances.of(other.columns, other.d));
  }

  /**
   * The diagonal of P. 4 p² bytes.
   *
   * @param variances p entries, overwritten
   */
  public void variances(double[] variances) {
    Variances.write(columns, d, variances);
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
    return 4 * p * (p - 1) + 24 * p + 8 * p + 16 + 80 + pass.heapBytes();
  }

  /** The number of bytes that {@link #write} adds: 4 p (p + 1). */
  public static long bytes(int size) {
    return SymmetricMatrix.bytes(size);
  }

  /** Writes U above its diagonal by columns, then D, as float64 in the buffer's order. */
  public void write(StateOutput into) {
    UnitColumns.write(columns, d, into);
  }

  /** Reads a factor that {@link #write} wrote. */
  public static UdFactor read(StateInput from, int size) {
    UdFactor factor = diagonal(new double[size]);
    UnitColumns.read(from, factor.columns, factor.d);
    return factor;
  }
}

package io.rivulet.kernel;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.util.Arrays;

/**
 * A symmetric positive p x p matrix P = U D Uᵀ, U unit upper triangular and kept by columns, D
 * diagonal: p (p + 1) / 2 doubles.
 *
 * <p>No step subtracts from P: D is only multiplied by positive ratios, so that P keeps its sign
 * whatever the order of magnitude of its entries. Each operation commutes with scaling row and
 * column j by a power of two, to the bit: units do not matter.
 *
 * <p>Reference: G. Bierman, <i>Factorization Methods for Discrete Sequential Estimation</i>, 1977.
 */
public final class UdFactor {

  /** Part of a column's sum of absolute values below which the sum is nothing but rounding. */
  private static final double ROUNDING = 0x1p-43;

  /** As {@link #ROUNDING}, where a sum is judged only once rounding may count as news. */
  private static final double FINE_ROUNDING = 0x1p-47;

  /** Rounding of a measurement that holds more than this of what is known costs digits. */
  private static final double STEEP = 0x1p20;

  /** Part of a measurement that is learned where all its digits would not do. */
  private static final double COARSE = 0x1p-40;

  private static final double FAINT = 0x1p-1000;

  /** Largest variance that {@link #inflate} makes. */
  private static final double CEILING = 0x1p500;

  /** By how much rounding may raise a variance in one pass. */
  private static final double GROWTH = 1 + 0x1p-20;

  private static final double LARGEST_VARIANCE = 0x1p200;
  private static final double LARGEST_INPUT = 0x1p100;
  private static final double LEAST = 0x1p-200;
  private static final double RATIO = 0x1p40;

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
    double[][] columns = new double[entries.length][];
    for (int j = 0; j < columns.length; j++) {
      columns[j] = new double[j];
    }
    return new UdFactor(columns, entries.clone());
  }

  /**
   * The factor of a symmetric matrix. Where the matrix is not positive, an entry of D is 0,
   * negative or not finite, and its column of U zero. O(p³/6).
   */
  public static UdFactor of(SymmetricMatrix matrix) {
    int p = matrix.size();
    double[][] rest = new double[p][p];
    matrix.copyInto(rest);
    UdFactor factor = diagonal(new double[p]);
    for (int j = p - 1; j >= 0; j--) {
      double pivot = rest[j][j];
      factor.d[j] = pivot;
      if (!(pivot > 0 && pivot < Double.POSITIVE_INFINITY)) {
        continue;
      }
      for (int i = 0; i < j; i++) {
        factor.columns[j][i] = rest[j][i] / pivot;
      }
      for (int i = 0; i < j; i++) {
        Lanes.axpy(-rest[j][i], factor.columns[j], rest[i], i + 1);
      }
    }
    return factor;
  }

  public int size() {
    return d.length;
  }

  /** D; not copied. Raised from outside only before the first pass. */
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
   * Takes a measurement in: P ← P - b bᵀ / a with b = P x and a = start + xᵀ P x. With a negative
   * start it takes one out. One read and one write of the triangle, 8 p² bytes.
   *
   * <p>Where a measurement is {@link #steep}, what it leaves of x in a column, vⱼ start / a, is
   * kept as such and not as a small difference, and what may be rounding alone is no news.
   *
   * @param x p entries, not modified
   * @param start the variance of the measurement; negative of one that is taken out
   * @param b p entries, overwritten by P x of the matrix before
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
        v = significant(v, j, x, FINE_ROUNDING);
        f = d[j] * v;
      }
      double next = alpha + v * f;
      if (alpha > most) {
        rotate(v, alpha, start, x, f, b, j);
      } else {
        rotate(-(v / alpha), f, column, b, j);
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
   * Takes a measurement in whose variance is 0, or so small that rounding would outweigh it: {@link
   * #absorb} where what rounding leaves of a direction counts as nothing. With variance 0 entries
   * of D become 0.
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
      double v = significant(x[j] + Lanes.dot(column, x, j), j, x, ROUNDING);
      double f = d[j] * v;
      double next = alpha + v * f;
      if (alpha > 0) {
        if (steep(alpha, start)) {
          rotate(v, alpha, start, x, f, b, j);
        } else {
          rotate(-(v / alpha), f, column, b, j);
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
   * Whether a measurement of variance {@code start} holds so much more than was known that its
   * rounding would cost digits: a > 2²⁰ start.
   */
  public static boolean steep(double a, double start) {
    return start >= 0 && a > STEEP * start;
  }

  /** As below, with xᵀ u made what it has to be. */
  private void rotate(
      double v, double alpha, double start, double[] x, double f, double[] b, int j) {
    double[] before = Arrays.copyOf(b, j);
    double mu = -(v / alpha);
    rotate(mu, f, columns[j], b, j);
    KnownProduct.dropRounding(columns[j], before, mu, j);
    KnownProduct.restore(v * (start / alpha) - x[j], x, columns[j], before, mu, j);
  }

  private static void rotate(double mu, double f, double[] column, double[] b, int n) {
    for (int i = 0; i < n; i++) {
      double u = column[i];
      double q = b[i];
      column[i] = u + mu * q;
      b[i] = q + f * u;
    }
  }

  /** xᵀ P x of the matrix before the last measurement: the bits of {@link #spread(double[])}. */
  public double lastSpread() {
    return spread;
  }

  /** xᵀ P x, at least 0. 4 p² bytes. */
  public double spread(double[] x) {
    double sum = 0;
    for (int j = 0; j < d.length; j++) {
      double v = x[j] + Lanes.dot(columns[j], x, j);
      sum += v * (d[j] * v);
    }
    return sum;
  }

  /**
   * What a measurement has to vary by so that its pass is right to half of the digits, whatever P:
   * (2⁻⁴⁰ Σ |xᵢ| √Pᵢᵢ)². 4 p² bytes.
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

  /** xᵀ P x as {@link #absorbSignificant} has it. */
  public double spreadSignificant(double[] x) {
    double sum = 0;
    for (int j = 0; j < d.length; j++) {
      double v = d[j] == 0 ? 0 : significant(x[j] + Lanes.dot(columns[j], x, j), j, x, ROUNDING);
      sum += v * (d[j] * v);
    }
    return sum;
  }

  private double significant(double v, int j, double[] x, double rounding) {
    double size = Math.abs(x[j]) + Lanes.absoluteDot(columns[j], x, j);
    return Math.abs(v) <= rounding * size ? 0 : v;
  }

  /**
   * Adds a multiple of a square: P ← P + c a aᵀ. 8 p² bytes.
   *
   * <p>Reference: W. Agee, R. Turner, <i>Triangular decomposition of a positive definite matrix
   * plus a symmetric dyad</i>, 1972.
   *
   * @param c at least 0
   * @param a p entries, overwritten by U⁻¹ a
   */
  public void add(double c, double[] a) {
    add(c, a, d.length - 1);
  }

  /** Adds c a aᵀ, a of zeros behind its entry {@code last}. */
  private void add(double c, double[] a, int last) {
    double rest = c;
    for (int j = last; j >= 0; j--) {
      double[] column = columns[j];
      double z = a[j];
      double before = d[j];
      double after = before + rest * z * z;
      d[j] = after;
      if (after > 0) {
        addTo(-z, rest * z / after, column, a, j);
        rest *= before / after;
      }
    }
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
      add(c, scratch, j);
    }
  }

  /** a ← a + z u, u ← u + β a, for a column u of U. */
  private static void addTo(double z, double beta, double[] column, double[] a, int n) {
    for (int i = 0; i < n; i++) {
      double u = column[i];
      double moved = a[i] + z * u;
      a[i] = moved;
      column[i] = u + beta * moved;
    }
  }

  /**
   * Lets variances grow: Dⱼ ← Dⱼ / share, but not above limit / sizeⱼ. An entry above that waits,
   * and none shrinks. O(p).
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
   * @param x p entries; D has none that is 0
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
   * Row i of U⁻¹: P⁻¹ = Σᵢ rᵢ rᵢᵀ / Dᵢ. 4 p² bytes.
   *
   * @param row p entries, overwritten
   */
  public void inverseRow(int i, double[] row) {
    Arrays.fill(row, 0, i, 0);
    row[i] = 1;
    for (int j = i + 1; j < d.length; j++) {
      row[j] = -Lanes.dot(columns[j], row, j);
    }
  }

  /**
   * Whether passes with inputs of at most this size surely keep every number finite and positive,
   * by bounds in O(p): with q = max Pᵢᵢ (p max |x|)²,
   *
   * <pre>
   * |vⱼ| ≤ √(q / Dⱼ),  |fⱼ| ≤ √(q Dⱼ),  |bᵢ| ≤ √(q max Pᵢᵢ),  |μ bᵢ| ≤ q √(max Pᵢᵢ / min D) / start
   * </pre>
   *
   * stay between 2^-640 and 2^640. A pass lowers an entry of D by 1 + q / start at the most, and
   * moves weights by |error| √(max Pᵢᵢ / start) / 2 at the most.
   *
   * @param largest of |x|
   * @param passes how many follow each other, the error of each computed at the weights of the
   *     moment
   * @param start the least of the passes
   * @param share by which variances are inflated once, or 1
   */
  public boolean surelyAbsorbs(double largest, int passes, double start, double share) {
    double size = d.length * largest;
    if (!(size <= LARGEST_INPUT && start <= RATIO && start >= 1 / RATIO)) {
      return false;
    }
    if (!(bound / share <= LARGEST_VARIANCE)) {
      bound = largestVariance();
      if (!(bound / share <= LARGEST_VARIANCE)) {
        return false;
      }
    }
    double least = Double.POSITIVE_INFINITY;
    for (double entry : d) {
      if (entry < least) {
        least = entry;
      }
    }
    return passes == 1 ? least >= LEAST : surelyAbsorbsAll(size, passes, start, share, least);
  }

  /** Logarithms to the base 2 bound what several passes can do one after the other. */
  private boolean surelyAbsorbsAll(
      double size, int passes, double start, double share, double least) {
    double variance = bound / share;
    int perPass = Math.getExponent(1 + variance * size * size / start) + 1;
    int moved = Math.getExponent(1 + Math.sqrt(variance / start) * size) + 1;
    return least >= Math.sqrt(LEAST)
        && (long) passes * perPass <= 100
        && (long) passes * moved <= 200;
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

  /**
   * Whether every number is finite and no entry of D is negative, or 0 where that is not allowed.
   */
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
    for (int j = 0; j < d.length; j++) {
      System.arraycopy(other.columns[j], 0, columns[j], 0, j);
    }
    System.arraycopy(other.d, 0, d, 0, d.length);
    bound = other.bound;
  }

  /** Heap in bytes, array headers included. */
  public long heapBytes() {
    long p = d.length;
    return 4 * p * (p - 1) + 24 * p + 8 * p + 16 + 56;
  }

  /** Bytes that {@link #write} adds: 4 p (p + 1). */
  public static long bytes(int size) {
    return 4L * size * (size + 1L);
  }

  /** Writes U above its diagonal by columns, then D, as float64 in the buffer's order. */
  public void write(ByteBuffer into) {
    DoubleBuffer doubles = into.asDoubleBuffer();
    for (double[] column : columns) {
      doubles.put(column);
    }
    doubles.put(d);
    into.position(into.position() + (int) bytes(d.length));
  }

  /** Reads what {@link #write} wrote. */
  public static UdFactor read(ByteBuffer from, int size) {
    UdFactor factor = diagonal(new double[size]);
    DoubleBuffer doubles = from.asDoubleBuffer();
    for (double[] column : factor.columns) {
      doubles.get(column);
    }
    doubles.get(factor.d);
    from.position(from.position() + (int) bytes(size));
    return factor;
  }
}

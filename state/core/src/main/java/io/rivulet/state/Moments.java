package io.rivulet.state;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.SymmetricMatrix;
import io.rivulet.kernel.Twofold;

/**
 * The weighted sums over samples that fix every quadratic fit to them: n = Σ ω, A = Σ ω x xᵀ (p x
 * p), B = Σ ω x yᵀ (p x q) and cⱼ = Σ ω yⱼ². Sums over disjoint samples add up, in any order; a
 * sample of negative weight removes one. p(p+1)/2 + pq + q + 1 doubles, O(p² + p q) a sample.
 *
 * <p>Sums that are {@link #widen widened} have twice the digits: each is a double and a tail, the
 * amount that rounding left out of the double. They are off by only some n 2^-104, so that moments
 * about a mean can be computed from them wherever the mean is. This takes twice the doubles and
 * some ten times the work.
 *
 * <p>Reference: the monoid of sufficient statistics of least squares, for one sample the pair (x
 * xᵀ, x y).
 */
public final class Moments {

  private double n;
  private final double[] squares;
  private final double[][] first;
  private final SymmetricMatrix second;
  private Moments tail;

  private Moments(double n, double[] squares, double[][] first, SymmetricMatrix second) {
    this.n = n;
    this.squares = squares;
    this.first = first;
    this.second = second;
  }

  /** The moments of no samples. */
  public static Moments empty(int rows, int columns) {
    return new Moments(
        0, new double[columns], new double[columns][rows], SymmetricMatrix.zeros(rows));
  }

  /** The sum of weights n = Σ ω. */
  public double n() {
    return n;
  }

  /** The sums Σ ω yⱼ² for every column j; not copied. */
  public double[] squares() {
    return squares;
  }

  /** The matrix B as q columns of p entries; not copied. */
  public double[][] first() {
    return first;
  }

  /** The matrix A; not copied. */
  public SymmetricMatrix second() {
    return second;
  }

  /**
   * The amounts that rounding left out of these sums; null when the sums are single doubles. Not
   * copied.
   */
  public Moments tail() {
    return tail;
  }

  /** Keeps the sums with twice the digits from now on. */
  public void widen() {
    tail = tail == null ? empty(second.size(), first.length) : tail;
  }

  /** Keeps the sums in doubles from now on. */
  public void narrow() {
    tail = null;
  }

  /**
   * Adds a sample.
   *
   * @param weight ω, negative to take the sample out
   * @param x p entries, not modified
   * @param y q entries, not modified
   */
  public void add(double weight, double[] x, double[] y) {
    if (tail != null) {
      addWide(weight, x, y);
      return;
    }
    n += weight;
    second.add(weight, x);
    for (int j = 0; j < y.length; j++) {
      Lanes.axpy(weight * y[j], x, first[j], x.length);
      squares[j] += weight * y[j] * y[j];
    }
  }

  private void addWide(double weight, double[] x, double[] y) {
    Twofold sum = new Twofold();
    setCount(sum.set(n, tail.n).add(weight, 0));
    second.add(weight, x, tail.second);
    for (int j = 0; j < y.length; j++) {
      Twofold.axpy(weight, y[j], x, first[j], tail.first[j], x.length);
      double[] target = {y[j]};
      double[] square = {squares[j]};
      double[] rest = {tail.squares[j]};
      Twofold.axpy(weight, y[j], target, square, rest, 1);
      squares[j] = square[0];
      tail.squares[j] = rest[0];
    }
  }

  private void setCount(Twofold sum) {
    n = sum.value();
    tail.n = sum.tail();
  }

  /** Adds the samples of other moments. */
  public void add(Moments other) {
    if (tail != null) {
      addWide(other, other.tail == null ? empty(second.size(), first.length) : other.tail);
      return;
    }
    n += other.n;
    second.add(other.second);
    for (int j = 0; j < first.length; j++) {
      Lanes.axpy(1, other.first[j], first[j], first[j].length);
      squares[j] += other.squares[j];
    }
  }

  private void addWide(Moments other, Moments otherTail) {
    setCount(new Twofold().set(n, tail.n).add(other.n, otherTail.n));
    second.add(other.second, otherTail.second, tail.second);
    Twofold.add(other.squares, otherTail.squares, squares, tail.squares, squares.length);
    for (int j = 0; j < first.length; j++) {
      int rows = first[j].length;
      Twofold.add(other.first[j], otherTail.first[j], first[j], tail.first[j], rows);
    }
  }

  /** Multiplies the weight of every sample so far. */
  public void scale(double factor) {
    if (tail != null) {
      scaleWide(factor);
      return;
    }
    n *= factor;
    second.scale(factor);
    Lanes.scale(factor, squares, squares.length);
    for (double[] column : first) {
      Lanes.scale(factor, column, column.length);
    }
  }

  private void scaleWide(double factor) {
    setCount(new Twofold().addProduct(n, tail.n, factor, 0));
    second.scale(factor, tail.second);
    Twofold.scale(factor, squares, tail.squares, squares.length);
    for (int j = 0; j < first.length; j++) {
      Twofold.scale(factor, first[j], tail.first[j], first[j].length);
    }
  }

  /** Becomes a copy of other moments of the same shape, with a tail if they have one. */
  public void copyFrom(Moments other) {
    n = other.n;
    second.copyFrom(other.second);
    System.arraycopy(other.squares, 0, squares, 0, squares.length);
    Columns.copy(other.first, first);
    if (other.tail == null) {
      tail = null;
    } else {
      widen();
      tail.copyFrom(other.tail);
    }
  }

  /** The trace of A. */
  public double trace() {
    second.settle();
    double trace = 0;
    for (int i = 0; i < second.size(); i++) {
      trace += second.diagonal(i);
    }
    return trace;
  }

  /**
   * Whether all sums are finite. For A the trace is enough, because no entry of a positive matrix
   * is larger.
   */
  public boolean finite() {
    for (double[] column : first) {
      if (!Lanes.finite(column)) {
        return false;
      }
    }
    return Double.isFinite(n) && Double.isFinite(2 * trace()) && Lanes.finite(squares);
  }

  long heapBytes() {
    long own = second.heapBytes() + Columns.heapBytes(first) + 8L * squares.length + 72;
    return tail == null ? own : own + tail.heapBytes();
  }

  static long bytes(int rows, int columns) {
    return 8 + 8L * columns + Columns.bytes(rows, columns) + SymmetricMatrix.bytes(rows);
  }

  /** Writes n, c, B by columns, and the lower triangle of A by rows; no tail. */
  void write(StateOutput into) {
    into.putDouble(n);
    into.putDoubles(squares);
    Columns.write(first, into);
    second.write(into);
  }

  /** Reads a tail that {@link #write} wrote as separate moments. */
  void readTail(StateInput from) {
    tail = read(from, second.size(), first.length);
  }

  /** Reads moments that {@link #write} wrote. */
  static Moments read(StateInput from, int rows, int columns) {
    int doubles = from.remaining() / Double.BYTES;
    if (rows < 1
        || columns < 1
        || columns > doubles / rows
        || from.remaining() < bytes(rows, columns)) {
      throw new StateFormatException(
          "moments of " + rows + " x " + columns + " in " + from.remaining() + " bytes");
    }
    double n = from.getDouble();
    double[] squares = Columns.read(from, columns, 1)[0];
    double[][] first = Columns.read(from, rows, columns);
    return new Moments(n, squares, first, SymmetricMatrix.read(from, rows));
  }
}

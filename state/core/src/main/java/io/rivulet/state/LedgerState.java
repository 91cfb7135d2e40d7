package io.rivulet.state;

import io.rivulet.kernel.TriangularFactor;
import java.nio.ByteBuffer;

/**
 * A ledger of samples, and the fit to it: the {@link Moments} (A, B, c, n), which hold no prior and
 * add, and what follows from them, the factor L of A + Π with its inverse trace and the weights W
 * (p x q). p (p + 1) + 2 p q + q + 2 doubles a key, and a tail of p (p + 1) / 2 + p q + q + 1 where
 * the moments have one.
 */
public final class LedgerState implements LearnedState {

  public static final StateFormat<LedgerState> FORMAT = new Format();

  private Moments moments;
  private TriangularFactor factor;
  private double inverseTrace;
  private double margin;
  private double[][] weights;

  private LedgerState(
      Moments moments,
      TriangularFactor factor,
      double inverseTrace,
      double margin,
      double[][] weights) {
    this.moments = moments;
    this.factor = factor;
    this.inverseTrace = inverseTrace;
    this.margin = margin;
    this.weights = weights;
  }

  /**
   * The state before the first sample.
   *
   * @param weights q columns of p entries, not copied
   * @param precision the diagonal of Π, p entries of at least 0
   */
  public static LedgerState initial(double[][] weights, double[] precision) {
    double trace = RootLedgerState.inverseTrace(precision);
    return new LedgerState(
        Moments.empty(precision.length, weights.length),
        RootLedgerState.prior(precision),
        trace,
        RootLedgerState.priorMargin(trace),
        weights);
  }

  /** A, B, c and n; not copied. */
  public Moments moments() {
    return moments;
  }

  /** L with Lᵀ L = A + Π, void when not {@link #regular}; not copied. */
  public TriangularFactor factor() {
    return factor;
  }

  /**
   * tr D (A + Π)⁻¹, where D is Π over its largest entry; NaN when not {@link #regular}. With Π = 0
   * any number.
   */
  public double inverseTrace() {
    return inverseTrace;
  }

  /** Sets the inverse trace; NaN declares the factor void. */
  public void inverseTrace(double trace) {
    this.inverseTrace = trace;
  }

  /**
   * At most the least eigenvalue of A + Π scaled to a unit diagonal; 0 when nothing is known of it.
   */
  public double margin() {
    return margin;
  }

  /** Sets the margin. */
  public void margin(double least) {
    this.margin = least;
  }

  /** Whether A + Π has an inverse to working precision. */
  public boolean regular() {
    return !Double.isNaN(inverseTrace);
  }

  /** W as q columns of p entries; not copied. */
  public double[][] weights() {
    return weights;
  }

  /** Becomes a copy of another state of the same shape. */
  public void copyFrom(LedgerState other) {
    moments.copyFrom(other.moments);
    factor.copyFrom(other.factor);
    inverseTrace = other.inverseTrace;
    margin = other.margin;
    Columns.copy(other.weights, weights);
  }

  /** Exchanges everything with another state of the same shape. O(1). */
  public void exchange(LedgerState other) {
    Moments ownMoments = moments;
    TriangularFactor ownFactor = factor;
    double ownTrace = inverseTrace;
    double ownMargin = margin;
    double[][] ownWeights = weights;
    moments = other.moments;
    factor = other.factor;
    inverseTrace = other.inverseTrace;
    margin = other.margin;
    weights = other.weights;
    other.moments = ownMoments;
    other.factor = ownFactor;
    other.inverseTrace = ownTrace;
    other.margin = ownMargin;
    other.weights = ownWeights;
  }

  @Override
  public long heapBytes() {
    return moments.heapBytes() + factor.heapBytes() + Columns.heapBytes(weights) + 48;
  }

  /** Bytes of a body with these shapes, without a tail of its moments. */
  public static long bytes(int rows, int columns) {
    return 24
        + Moments.bytes(rows, columns)
        + Columns.bytes(rows, columns)
        + TriangularFactor.bytes(rows);
  }

  /** Bytes of the tail of moments with these shapes. */
  public static long tailBytes(int rows, int columns) {
    return Moments.bytes(rows, columns);
  }

  /**
   *
   *
   * <pre>
   * offset                   type              field
   * 0                        int               p, rows
   * 4                        int               q, columns
   * 8                        double            n = Σ ω
   * 16                       double[q]         c, Σ ω y² of each output
   * 16 + 8q                  double[pq]        B = Σ ω x yᵀ, by columns
   * 16 + 8q + 8pq            double[p(p+1)/2]  A = Σ ω x xᵀ, lower triangle by rows
   * m = 16 + 8q + 8pq + 4p(p+1)
   * m                        double[pq]        weights, by columns
   * m + 8pq                  double            tr D (A + Π)⁻¹, NaN while it is singular
   * m + 8pq + 8              double            margin; not in version 1, read as 0
   * m + 8pq + 16             double[p(p+1)/2]  L, Lᵀ L = A + Π, by rows; zeros while singular
   * m + 8pq + 16 + 4p(p+1)   as from 8         what rounding left out of n, c, B, A, if kept
   * </pre>
   */
  private static final class Format implements StateFormat<LedgerState> {

    @Override
    public String name() {
      return "ledger";
    }

    @Override
    public short id() {
      return 10;
    }

    @Override
    public byte version() {
      return 2;
    }

    @Override
    public long bytes(LedgerState state) {
      int rows = state.weights[0].length;
      int columns = state.weights.length;
      return LedgerState.bytes(rows, columns)
          + (state.moments.tail() == null ? 0 : tailBytes(rows, columns));
    }

    @Override
    public void write(LedgerState state, ByteBuffer into) {
      into.putInt(state.weights[0].length).putInt(state.weights.length);
      state.moments.write(into);
      Columns.write(state.weights, into);
      into.putDouble(state.inverseTrace).putDouble(state.margin);
      state.factor.write(into);
      if (state.moments.tail() != null) {
        state.moments.tail().write(into);
      }
    }

    @Override
    public LedgerState read(ByteBuffer from, byte version) {
      int rows = from.getInt();
      int columns = from.getInt();
      Moments moments = Moments.read(from, rows, columns);
      double[][] weights = Columns.readWeights(from, rows, columns);
      double inverseTrace = from.getDouble();
      double margin = version == 1 ? 0 : from.getDouble();
      long tail = from.remaining() - TriangularFactor.bytes(rows);
      if (tail != 0 && (version == 1 || tail != tailBytes(rows, columns))) {
        throw new StateFormatException(
            "ledger state of p = " + rows + " has " + from.remaining() + " bytes for its factor");
      }
      TriangularFactor factor = TriangularFactor.read(from, rows);
      if (tail != 0) {
        moments.readTail(from);
      }
      return new LedgerState(moments, factor, inverseTrace, margin, weights);
    }
  }
}

package io.rivulet.state;

import io.rivulet.kernel.DiffuseFactor;
import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.TriangularFactor;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A ledger of samples and the fit to it: the {@link Moments} (A, B, c, n), which contain no prior
 * and add up, and the fit computed from them. The fit is a {@link RidgeEstimate}. Where a prior
 * follows the samples, and in states of versions 1 and 2, it is the factor L of A + Π with its
 * inverse trace and the weights W (p x q). p (p + 1) + 2 p q + 2 q + 2 doubles a key, and a tail of
 * p (p + 1) / 2 + p q + q + 1 where the moments have one.
 */
public final class LedgerState implements LearnedState {

  public static final StateFormat<LedgerState> FORMAT = new Format();

  private Moments moments;
  private double[][] weights;
  private TriangularFactor factor;
  private double inverseTrace;
  private double margin;
  private RidgeEstimate estimate;
  private double lost = 1;

  private LedgerState(Moments moments, double[][] weights) {
    this.moments = moments;
    this.weights = weights;
  }

  /**
   * The state with a factor before the first sample.
   *
   * @param weights q columns of p entries, not copied
   * @param precision the diagonal of Π, p entries of at least 0
   */
  public static LedgerState initial(double[][] weights, double[] precision) {
    LedgerState state = empty(weights, precision.length);
    state.factor = TriangularFactor.diagonal(Arrays.stream(precision).map(Math::sqrt).toArray());
    double least = Arrays.stream(precision).min().orElseThrow();
    state.inverseTrace = least > 0 ? precision.length / Lanes.largest(precision) : Double.NaN;
    state.margin = least > 0 ? 1 : 0;
    return state;
  }

  /**
   * The state with an estimate before the first sample.
   *
   * @param weights q columns of p entries, not copied
   * @param precision the diagonal of Π, p entries of at least 0
   */
  public static LedgerState estimating(double[][] weights, double[] precision) {
    LedgerState state = empty(weights, precision.length);
    state.estimate = RidgeEstimate.prior(weights, precision);
    return state;
  }

  private static LedgerState empty(double[][] weights, int rows) {
    return new LedgerState(Moments.empty(rows, weights.length), weights);
  }

  /** The moments A, B, c and n; not copied. */
  public Moments moments() {
    return moments;
  }

  /** The fit; null when there is a {@link #factor}. Not copied. */
  public RidgeEstimate estimate() {
    return estimate;
  }

  /**
   * Replaces the factor of M with an estimate from now on; the weights stay as they are.
   *
   * @param spread the factor of the same M
   * @param rest the unexplained squares of each output
   */
  public void estimate(DiffuseFactor spread, double[] rest) {
    estimate = new RidgeEstimate(rest, weights, spread);
    factor = null;
    inverseTrace = 0;
    margin = 0;
  }

  /**
   * An upper bound, at least 1, of the factor by which removals have raised the rounding in the
   * estimate.
   */
  public double lost() {
    return lost;
  }

  /** Sets {@link #lost}. */
  public void lost(double factor) {
    lost = factor;
  }

  /**
   * The factor L with Lᵀ L = A + Π, void when not {@link #regular}; null when there is an estimate.
   */
  public TriangularFactor factor() {
    return factor;
  }

  /**
   * The trace tr D (A + Π)⁻¹, where D is Π over its largest entry; NaN when not {@link #regular}.
   * With Π = 0 it is any number.
   */
  public double inverseTrace() {
    return inverseTrace;
  }

  /** Sets the inverse trace; NaN declares the factor void. */
  public void inverseTrace(double trace) {
    this.inverseTrace = trace;
  }

  /**
   * A lower bound of the least eigenvalue of A + Π scaled to a unit diagonal; 0 when nothing is
   * known about it.
   */
  public double margin() {
    return margin;
  }

  /** Sets the margin. */
  public void margin(double least) {
    this.margin = least;
  }

  /** Whether A + Π, whose factor this is, has an inverse to working precision. */
  public boolean regular() {
    return !Double.isNaN(inverseTrace);
  }

  /** W as q columns of p entries; not copied. */
  public double[][] weights() {
    return weights;
  }

  /** Becomes a copy of another state of the same shape and kind. */
  public void copyFrom(LedgerState other) {
    moments.copyFrom(other.moments);
    inverseTrace = other.inverseTrace;
    margin = other.margin;
    lost = other.lost;
    if (other.estimate == null) {
      factor.copyFrom(other.factor);
      Columns.copy(other.weights, weights);
    } else {
      estimate.copyFrom(other.estimate);
    }
  }

  /** Exchanges everything with another state of the same shape and kind. O(1). */
  public void exchange(LedgerState other) {
    LedgerState own = new LedgerState(moments, weights);
    own.take(this);
    take(other);
    other.take(own);
  }

  private void take(LedgerState other) {
    moments = other.moments;
    weights = other.weights;
    factor = other.factor;
    inverseTrace = other.inverseTrace;
    margin = other.margin;
    estimate = other.estimate;
    lost = other.lost;
  }

  @Override
  public long heapBytes() {
    long fit =
        estimate == null ? factor.heapBytes() + Columns.heapBytes(weights) : estimate.heapBytes();
    return moments.heapBytes() + fit + 64;
  }

  /** The bytes of a body with these shapes, without a tail of its moments. */
  public static long bytes(int rows, int columns) {
    return 20 + Moments.bytes(rows, columns) + RidgeEstimate.bytes(rows, columns);
  }

  /** The bytes of the tail of moments with these shapes. */
  public static long tailBytes(int rows, int columns) {
    return Moments.bytes(rows, columns);
  }

  /**
   * The layout of the body, little-endian:
   *
   * <pre>
   * offset                   type              field
   * 0                        int               p, rows
   * 4                        int               q, columns
   * 8                        int               1 if the sums have a tail, plus 2 if there is an
   *                                            estimate
   * 12                       double            n = Σ ω
   * 20                       double[q]         c, Σ ω y² of each output
   * 20 + 8q                  double[pq]        B = Σ ω x yᵀ, by columns
   * 20 + 8q + 8pq            double[p(p+1)/2]  A = Σ ω x xᵀ, lower triangle by rows
   * m = 20 + 8q + 8pq + 4p(p+1), with an estimate
   * m                        double            at most what removals cost the estimate
   * m + 8                    double[q]         unexplained squares of each output
   * m + 8 + 8q               double[pq]        weights, by columns
   * m + 8 + 8q + 8pq         double[p(p+1)/2]  U above its diagonal by columns, D less E
   * m, with a factor
   * m                        double[pq]        weights, by columns
   * m + 8pq                  double            tr D (A + Π)⁻¹, NaN while it is singular
   * m + 8pq + 8              double            margin
   * m + 8pq + 16             double[p(p+1)/2]  L, Lᵀ L = A + Π, by rows; zeros while singular
   * at the end               as from 12        what rounding left out of n, c, B, A, if kept
   * </pre>
   *
   * Versions 1 and 2 have a factor and no number at 8. Version 1 has no margin, which is read as 0.
   */
  private static final class Format implements StateFormat<LedgerState> {

    private static final int TAIL = 1;
    private static final int ESTIMATE = 2;

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
      return 3;
    }

    @Override
    public long bytes(LedgerState state) {
      int rows = state.weights[0].length;
      int columns = state.weights.length;
      return LedgerState.bytes(rows, columns)
          - (state.estimate == null ? 8L * columns - 8 : 0)
          + (state.moments.tail() == null ? 0 : tailBytes(rows, columns));
    }

    @Override
    public void write(LedgerState state, ByteBuffer into) {
      into.putInt(state.weights[0].length).putInt(state.weights.length);
      into.putInt(
          (state.moments.tail() == null ? 0 : TAIL) + (state.estimate == null ? 0 : ESTIMATE));
      state.moments.write(into);
      if (state.estimate == null) {
        Columns.write(state.weights, into);
        into.putDouble(state.inverseTrace).putDouble(state.margin);
        state.factor.write(into);
      } else {
        into.putDouble(state.lost);
        state.estimate.write(into);
      }
      if (state.moments.tail() != null) {
        state.moments.tail().write(into);
      }
    }

    @Override
    public LedgerState read(ByteBuffer from, byte version) {
      int rows = from.getInt();
      int columns = from.getInt();
      int parts = version < 3 ? 0 : from.getInt();
      if ((parts & ~(TAIL | ESTIMATE)) != 0) {
        throw new StateFormatException(
            "ledger state has parts "
                + parts
                + ", the known ones are "
                + TAIL
                + " and "
                + ESTIMATE);
      }
      Moments moments = Moments.read(from, rows, columns);
      LedgerState state =
          (parts & ESTIMATE) == 0
              ? factored(from, moments, rows, columns, version)
              : estimated(from, moments, rows, columns);
      boolean tailed = version < 3 ? from.hasRemaining() : (parts & TAIL) != 0;
      if (from.remaining() != (tailed ? tailBytes(rows, columns) : 0) || (tailed && version == 1)) {
        throw new StateFormatException(
            "ledger state of p = " + rows + " has " + from.remaining() + " bytes for its tail");
      }
      if (tailed) {
        moments.readTail(from);
      }
      return state;
    }

    private static LedgerState factored(
        ByteBuffer from, Moments moments, int rows, int columns, byte version) {
      LedgerState state = new LedgerState(moments, Columns.readWeights(from, rows, columns));
      state.inverseTrace = from.getDouble();
      state.margin = version == 1 ? 0 : from.getDouble();
      if (from.remaining() < TriangularFactor.bytes(rows)) {
        throw new StateFormatException(
            "ledger state of p = " + rows + " has " + from.remaining() + " bytes for its factor");
      }
      state.factor = TriangularFactor.read(from, rows);
      return state;
    }

    private static LedgerState estimated(ByteBuffer from, Moments moments, int rows, int columns) {
      double lost = from.getDouble();
      RidgeEstimate estimate = RidgeEstimate.read(from, rows, columns);
      LedgerState state = new LedgerState(moments, estimate.weights());
      state.estimate = estimate;
      state.lost = lost;
      return state;
    }
  }
}

package io.rivulet.state;

import io.rivulet.kernel.DiffuseFactor;
import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.TriangularFactor;
import java.util.Arrays;

/**
 * A ledger of samples and the fit to it: the {@link Moments} (A, B, c, n), which contain no prior
 * and add up, and the fit computed from them. The fit is a {@link RidgeEstimate}. Where a prior
 * follows the samples, and in states of versions 1 and 2, it is the factor L of A + Π with its
 * inverse trace and the weights W (p x q). p (p + 1) + 2 p q + 2 q + 2 doubles a key, and a tail of
 * p (p + 1) / 2 + p q + q + 1 where the moments have one.
 */
public final class LedgerState implements LearnedState {

  public static final StateFormat<LedgerState> FORMAT = new LedgerFormat();

  private Moments moments;
  private double[][] weights;
  private TriangularFactor factor;
  private double inverseTrace;
  private double margin;
  private RidgeEstimate estimate;
  private double lost = 1;

  /** Never of a state that is written. */
  private boolean behind;

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

  static LedgerState of(Moments moments, double[][] weights, TriangularFactor factor) {
    LedgerState state = new LedgerState(moments, weights);
    state.factor = factor;
    return state;
  }

  static LedgerState of(Moments moments, RidgeEstimate estimate) {
    LedgerState state = new LedgerState(moments, estimate.weights());
    state.estimate = estimate;
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

  /** Whether factor and weights have yet to follow the moments. */
  public boolean behind() {
    return behind;
  }

  /** Says whether factor and weights have yet to follow the moments. */
  public void behind(boolean pending) {
    behind = pending;
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
    behind = other.behind;
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
    behind = other.behind;
  }

  @Override
  public double condition() {
    if (estimate != null) {
      return estimate.spread().condition();
    }
    return regular() ? factor.condition() : Double.POSITIVE_INFINITY;
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
}

package io.rivulet.state;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import io.rivulet.kernel.DiffuseFactor;
import io.rivulet.kernel.TriangularFactor;

/**
 * A ledger of samples without their sums: the number of samples and a {@link RidgeEstimate}. p (p +
 * 1) / 2 + p q + q + 1 doubles a key.
 */
public final class RootLedgerState implements LearnedState {

  public static final StateFormat<RootLedgerState> FORMAT = new Format();

  private double n;
  private RidgeEstimate estimate;

  private RootLedgerState(double n, RidgeEstimate estimate) {
    this.n = n;
    this.estimate = estimate;
  }

  /**
   * The state before the first sample.
   *
   * @param weights q columns of p entries, not copied
   * @param precision the diagonal of Π, p entries of at least 0
   */
  public static RootLedgerState initial(double[][] weights, double[] precision) {
    return new RootLedgerState(0, RidgeEstimate.prior(weights, precision));
  }

  /** The sum of weights n = Σ ω. */
  public double n() {
    return n;
  }

  /** Adds to n. */
  public void count(double weight) {
    n += weight;
  }

  /** The fit; not copied. */
  public RidgeEstimate estimate() {
    return estimate;
  }

  /**
   * Multiplies the weight of every sample and of the prior.
   *
   * @param share in (0, 1]
   */
  public void scale(double share) {
    n *= share;
    estimate.scale(share);
  }

  /** Becomes a copy of another state of the same shape. */
  public void copyFrom(RootLedgerState other) {
    n = other.n;
    estimate.copyFrom(other.estimate);
  }

  /** Exchanges everything with another state of the same shape. O(1). */
  public void exchange(RootLedgerState other) {
    double ownN = n;
    RidgeEstimate ownEstimate = estimate;
    n = other.n;
    estimate = other.estimate;
    other.n = ownN;
    other.estimate = ownEstimate;
  }

  @Override
  public double condition() {
    return estimate.spread().condition();
  }

  @Override
  public long heapBytes() {
    return estimate.heapBytes() + 32;
  }

  /** The bytes of a body with these shapes. */
  public static long bytes(int rows, int columns) {
    return 16 + RidgeEstimate.bytes(rows, columns);
  }

  /**
   * The layout of the body, little-endian:
   *
   * <pre>
   * offset          type                field
   * 0               int                 p, rows
   * 4               int                 q, columns
   * 8               double              n = Σ ω
   * 16              double[q]           unexplained squares of each output
   * 16 + 8q         double[pq]          weights, by columns
   * 16 + 8q + 8pq   double[p(p-1)/2]    U of (A + Π)⁻¹ above its diagonal, by columns
   *                 double[p]           D, or -E of an open column
   * </pre>
   *
   * Versions 1 and 2 have tr D (A + Π)⁻¹ after n, and version 2 a margin after that. The squares, Z
   * and the weights by columns follow, then L with Lᵀ L = A + Π by rows, from which U and D are
   * made.
   */
  private static final class Format implements StateFormat<RootLedgerState> {

    @Override
    public String name() {
      return "root-ledger";
    }

    @Override
    public short id() {
      return 11;
    }

    @Override
    public byte version() {
      return 3;
    }

    @Override
    public long bytes(RootLedgerState state) {
      double[][] weights = state.estimate.weights();
      return RootLedgerState.bytes(weights[0].length, weights.length);
    }

    @Override
    public void write(RootLedgerState state, StateOutput into) {
      double[][] weights = state.estimate.weights();
      into.putInt(weights[0].length).putInt(weights.length).putDouble(state.n);
      state.estimate.write(into);
    }

    @Override
    public RootLedgerState read(StateInput from, byte version) {
      int rows = from.getInt();
      int columns = from.getInt();
      double n = from.getDouble();
      if (version < 3) {
        from.skip(version == 1 ? 8 : 16);
        return new RootLedgerState(n, factored(from, rows, columns));
      }
      RidgeEstimate estimate = RidgeEstimate.read(from, rows, columns);
      if (from.hasRemaining()) {
        throw new StateFormatException(
            "root-ledger state of p = " + rows + " has " + from.remaining() + " bytes too many");
      }
      return new RootLedgerState(n, estimate);
    }

    private static RidgeEstimate factored(StateInput from, int rows, int columns) {
      double[] rest = Columns.read(from, columns, 1)[0];
      Columns.readWeights(from, rows, columns);
      double[][] weights = Columns.readWeights(from, rows, columns);
      if (from.remaining() != TriangularFactor.bytes(rows)) {
        throw new StateFormatException(
            "root-ledger state of p = " + rows + " has " + from.remaining() + " bytes for L");
      }
      TriangularFactor factor = TriangularFactor.read(from, rows);
      return new RidgeEstimate(rest, weights, DiffuseFactor.of(factor));
    }
  }
}

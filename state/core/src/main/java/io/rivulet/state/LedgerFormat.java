package io.rivulet.state;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import io.rivulet.kernel.TriangularFactor;

/**
 * The layout of the body of a {@link LedgerState}, little-endian:
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
final class LedgerFormat implements StateFormat<LedgerState> {

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
    int rows = state.weights()[0].length;
    int columns = state.weights().length;
    return LedgerState.bytes(rows, columns)
        - (state.estimate() == null ? 8L * columns - 8 : 0)
        + (state.moments().tail() == null ? 0 : LedgerState.tailBytes(rows, columns));
  }

  @Override
  public void write(LedgerState state, StateOutput into) {
    into.putInt(state.weights()[0].length).putInt(state.weights().length);
    into.putInt(
        (state.moments().tail() == null ? 0 : TAIL) + (state.estimate() == null ? 0 : ESTIMATE));
    state.moments().write(into);
    if (state.estimate() == null) {
      Columns.write(state.weights(), into);
      into.putDouble(state.inverseTrace()).putDouble(state.margin());
      state.factor().write(into);
    } else {
      into.putDouble(state.lost());
      state.estimate().write(into);
    }
    if (state.moments().tail() != null) {
      state.moments().tail().write(into);
    }
  }

  @Override
  public LedgerState read(StateInput from, byte version) {
    int rows = from.getInt();
    int columns = from.getInt();
    int parts = version < 3 ? 0 : from.getInt();
    if ((parts & ~(TAIL | ESTIMATE)) != 0) {
      throw new StateFormatException(
          "ledger state has parts " + parts + ", the known ones are " + TAIL + " and " + ESTIMATE);
    }
    Moments moments = Moments.read(from, rows, columns);
    LedgerState state =
        (parts & ESTIMATE) == 0
            ? factored(from, moments, rows, columns, version)
            : estimated(from, moments, rows, columns);
    boolean tailed = version < 3 ? from.hasRemaining() : (parts & TAIL) != 0;
    if (from.remaining() != (tailed ? LedgerState.tailBytes(rows, columns) : 0)
        || (tailed && version == 1)) {
      throw new StateFormatException(
          "ledger state of p = " + rows + " has " + from.remaining() + " bytes for its tail");
    }
    if (tailed) {
      moments.readTail(from);
    }
    return state;
  }

  private static LedgerState factored(
      StateInput from, Moments moments, int rows, int columns, byte version) {
    double[][] weights = Columns.readWeights(from, rows, columns);
    double inverseTrace = from.getDouble();
    double margin = version == 1 ? 0 : from.getDouble();
    if (from.remaining() < TriangularFactor.bytes(rows)) {
      throw new StateFormatException(
          "ledger state of p = " + rows + " has " + from.remaining() + " bytes for its factor");
    }
    LedgerState state = LedgerState.of(moments, weights, TriangularFactor.read(from, rows));
    state.inverseTrace(inverseTrace);
    state.margin(margin);
    return state;
  }

  private static LedgerState estimated(StateInput from, Moments moments, int rows, int columns) {
    double lost = from.getDouble();
    RidgeEstimate estimate = RidgeEstimate.read(from, rows, columns);
    LedgerState state = LedgerState.of(moments, estimate);
    state.lost(lost);
    return state;
  }
}

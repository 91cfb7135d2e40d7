package io.rivulet.state;

import io.rivulet.kernel.SymmetricMatrix;
import java.nio.ByteBuffer;

/**
 * Weights W (p x q) and inverse precision P (p x p) of recursive least squares: p (p + 1) / 2 + p q
 * doubles a key. Directional forgetting keeps the precision R = P⁻¹ as well.
 */
public final class RlsState implements LearnedState {

  public static final StateFormat<RlsState> FORMAT = new Format();

  private final double[][] weights;
  private final SymmetricMatrix inversePrecision;
  private final SymmetricMatrix precision;

  private RlsState(
      double[][] weights, SymmetricMatrix inversePrecision, SymmetricMatrix precision) {
    this.weights = weights;
    this.inversePrecision = inversePrecision;
    this.precision = precision;
  }

  /**
   * The state before the first sample: P = diag(priorPrecision)⁻¹.
   *
   * @param weights q columns of p entries, not copied
   * @param priorPrecision p positive entries
   * @param keepPrecision whether R is kept beside P
   */
  public static RlsState initial(
      double[][] weights, double[] priorPrecision, boolean keepPrecision) {
    double[] inverse = new double[priorPrecision.length];
    for (int i = 0; i < inverse.length; i++) {
      inverse[i] = 1 / priorPrecision[i];
    }
    return new RlsState(
        weights,
        SymmetricMatrix.diagonal(inverse),
        keepPrecision ? SymmetricMatrix.diagonal(priorPrecision) : null);
  }

  /** W as q columns of p entries; not copied. */
  public double[][] weights() {
    return weights;
  }

  /** P = R⁻¹; not copied. */
  public SymmetricMatrix inversePrecision() {
    return inversePrecision;
  }

  /** R; null unless forgetting is directional; not copied. */
  public SymmetricMatrix precision() {
    return precision;
  }

  @Override
  public long heapBytes() {
    return Columns.heapBytes(weights)
        + inversePrecision.heapBytes()
        + (precision == null ? 0 : precision.heapBytes())
        + 40;
  }

  /** Bytes of a body with these shapes. */
  public static long bytes(int rows, int columns, boolean keepPrecision) {
    return 9 + Columns.bytes(rows, columns) + (keepPrecision ? 2 : 1) * SymmetricMatrix.bytes(rows);
  }

  /**
   *
   *
   * <pre>
   * offset             type               field
   * 0                  int                p, rows
   * 4                  int                q, columns
   * 8                  byte               1 if R follows P, else 0
   * 9                  double[pq]         weights, by columns
   * 9 + 8pq            double[p(p+1)/2]   P, lower triangle by rows
   * 9 + 8pq + 4p(p+1)  double[p(p+1)/2]   R, lower triangle by rows, if present
   * </pre>
   */
  private static final class Format implements StateFormat<RlsState> {

    @Override
    public String name() {
      return "rls";
    }

    @Override
    public short id() {
      return 3;
    }

    @Override
    public byte version() {
      return 1;
    }

    @Override
    public long bytes(RlsState state) {
      return RlsState.bytes(state.weights[0].length, state.weights.length, state.precision != null);
    }

    @Override
    public void write(RlsState state, ByteBuffer into) {
      into.putInt(state.weights[0].length).putInt(state.weights.length);
      into.put((byte) (state.precision == null ? 0 : 1));
      Columns.write(state.weights, into);
      state.inversePrecision.write(into);
      if (state.precision != null) {
        state.precision.write(into);
      }
    }

    @Override
    public RlsState read(ByteBuffer from, byte version) {
      int rows = from.getInt();
      int columns = from.getInt();
      byte flag = from.get();
      if (flag != 0 && flag != 1) {
        throw new StateFormatException("rls state has flag " + flag + ", known are 0 and 1");
      }
      boolean keepPrecision = flag == 1;
      double[][] weights = Columns.readWeights(from, rows, columns);
      if (from.remaining() != (keepPrecision ? 2 : 1) * SymmetricMatrix.bytes(rows)) {
        throw new StateFormatException(
            "rls state of p = " + rows + " has " + from.remaining() + " bytes for its triangles");
      }
      SymmetricMatrix inversePrecision = SymmetricMatrix.read(from, rows);
      SymmetricMatrix precision = keepPrecision ? SymmetricMatrix.read(from, rows) : null;
      return new RlsState(weights, inversePrecision, precision);
    }
  }
}

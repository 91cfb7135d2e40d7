package io.rivulet.state;

import io.rivulet.kernel.SymmetricMatrix;
import io.rivulet.kernel.UdFactor;
import java.nio.ByteBuffer;

/**
 * The layout of the body of an {@link RlsState}, little-endian:
 *
 * <pre>
 * offset             type               field
 * 0                  int                p, rows
 * 4                  int                q, columns
 * 8                  byte               0 if P is U D Uᵀ, 1 if it is a triangle
 * 9                  double[pq]         weights, by columns
 *
 * P as U D Uᵀ:
 * 9 + 8pq            double[p(p-1)/2]   U above its diagonal, by columns
 * 9 + 8pq + 4p(p-1)  double[p]          D
 * 9 + 8pq + 4p(p+1)  double[p]          peaks of ω x²
 *
 * P as a triangle:
 * 9 + 8pq            double[p(p+1)/2]   P, lower triangle by rows
 * </pre>
 *
 * <p>Version 1 always has a triangle. Its byte is 1 when the lower triangle of P⁻¹ by rows follows,
 * which is skipped.
 */
final class RlsFormat implements StateFormat<RlsState> {

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
    return 2;
  }

  @Override
  public long bytes(RlsState state) {
    int rows = state.weights()[0].length;
    return state.triangle() == null
        ? RlsState.bytes(rows, state.weights().length)
        : RlsState.triangleBytes(rows, state.weights().length);
  }

  @Override
  public void write(RlsState state, ByteBuffer into) {
    into.putInt(state.weights()[0].length).putInt(state.weights().length);
    into.put((byte) (state.triangle() == null ? 0 : 1));
    Columns.write(state.weights(), into);
    if (state.triangle() == null) {
      state.inversePrecision().write(into);
      Columns.write(new double[][] {state.peaks()}, into);
    } else {
      state.triangle().write(into);
    }
  }

  @Override
  public RlsState read(ByteBuffer from, byte version) {
    int rows = from.getInt();
    int columns = from.getInt();
    byte flag = from.get();
    if (flag != 0 && flag != 1) {
      throw new StateFormatException("rls state has flag " + flag + ", the known ones are 0 and 1");
    }
    double[][] weights = Columns.readWeights(from, rows, columns);
    long triangle = SymmetricMatrix.bytes(rows);
    if (version == 1) {
      requireBytes(from, rows, (1 + flag) * triangle);
      SymmetricMatrix p = SymmetricMatrix.read(from, rows);
      from.position(from.limit());
      return new RlsState(weights, null, null, p);
    }
    requireBytes(from, rows, triangle + (1 - flag) * 8L * rows);
    if (flag == 1) {
      return new RlsState(weights, null, null, SymmetricMatrix.read(from, rows));
    }
    UdFactor factor = UdFactor.read(from, rows);
    return new RlsState(weights, factor, Columns.read(from, rows, 1)[0], null);
  }

  private static void requireBytes(ByteBuffer from, int rows, long expected) {
    if (from.remaining() != expected) {
      throw new StateFormatException(
          "rls state of p = " + rows + " has " + from.remaining() + " bytes for P");
    }
  }
}

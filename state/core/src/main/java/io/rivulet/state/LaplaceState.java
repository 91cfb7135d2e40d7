package io.rivulet.state;

import io.rivulet.kernel.SymmetricMatrix;
import java.nio.ByteBuffer;

/**
 * Weights W (p x q), the precision Λ (pq x pq) with which closed windows hold them, and the open
 * window: D (D + 3) / 2 doubles a key for D = pq weights, and d a buffered sample.
 */
public final class LaplaceState implements WindowedState {

  public static final StateFormat<LaplaceState> FORMAT = new Format();

  /** Beyond this a triangle passes the largest state by far. */
  private static final int MAXIMUM_SIZE = 1 << 14;

  private final double[][] weights;
  private final SymmetricMatrix precision;
  private final int inputs;
  private final Window window;

  private LaplaceState(double[][] weights, SymmetricMatrix precision, int inputs, Window window) {
    this.weights = weights;
    this.precision = precision;
    this.inputs = inputs;
    this.window = window;
  }

  /**
   * The state before the first sample.
   *
   * @param weights q columns of p entries, not copied
   * @param precision Λ in the row-major order of W, not copied
   * @param inputs d, length of x
   */
  public static LaplaceState initial(double[][] weights, SymmetricMatrix precision, int inputs) {
    return new LaplaceState(weights, precision, inputs, new Window());
  }

  @Override
  public double[][] weights() {
    return weights;
  }

  /** Λ, in the row-major order of W: entry (i, k) at i q + k; not copied. */
  public SymmetricMatrix precision() {
    return precision;
  }

  @Override
  public Window window() {
    return window;
  }

  @Override
  public long heapBytes() {
    return Columns.heapBytes(weights) + precision.heapBytes() + window.heapBytes() + 40;
  }

  /** Bytes of a body with these shapes and this many buffered samples. */
  public static long bytes(int rows, int columns, int inputs, long buffered) {
    return 12
        + Columns.bytes(rows, columns)
        + SymmetricMatrix.bytes(rows * columns)
        + Window.bytes(inputs, buffered);
  }

  /**
   * With D = p q:
   *
   * <pre>
   * offset              type               field
   * 0                   int                p, rows
   * 4                   int                q, columns
   * 8                   int                d, length of x
   * 12                  double[D]          weights, by columns
   * 12 + 8D             double[D(D+1)/2]   Λ in row-major order of W, lower triangle by rows
   * 12 + 8D + 4D(D+1)   {@link Window}     the open window
   * </pre>
   */
  private static final class Format implements StateFormat<LaplaceState> {

    @Override
    public String name() {
      return "laplace";
    }

    @Override
    public short id() {
      return 7;
    }

    @Override
    public byte version() {
      return 1;
    }

    @Override
    public long bytes(LaplaceState state) {
      return LaplaceState.bytes(
          state.weights[0].length, state.weights.length, state.inputs, state.window.size());
    }

    @Override
    public void write(LaplaceState state, ByteBuffer into) {
      into.putInt(state.weights[0].length).putInt(state.weights.length).putInt(state.inputs);
      Columns.write(state.weights, into);
      state.precision.write(into);
      state.window.write(into);
    }

    @Override
    public LaplaceState read(ByteBuffer from, byte version) {
      int rows = from.getInt();
      int columns = from.getInt();
      int inputs = from.getInt();
      double[][] weights = Columns.readWeights(from, rows, columns);
      long size = (long) rows * columns;
      if (size > MAXIMUM_SIZE || from.remaining() < SymmetricMatrix.bytes((int) size)) {
        throw new StateFormatException(
            "laplace state of " + size + " weights has " + from.remaining() + " bytes left");
      }
      SymmetricMatrix precision = SymmetricMatrix.read(from, (int) size);
      return new LaplaceState(weights, precision, inputs, Window.read(from, inputs));
    }
  }
}

package io.rivulet.state;

import io.rivulet.kernel.Sketch;
import io.rivulet.kernel.SymmetricMatrix;
import java.nio.ByteBuffer;

/**
 * Weights W (p x q), the precision Λ (pq x pq) with which closed windows hold them, and the open
 * window: D (D + 3) / 2 doubles a key for D = pq weights, and d a buffered sample. In place of Λ
 * there may be a sketch of what windows added to it: (r + 1) D doubles.
 */
public final class LaplaceState implements WindowedState {

  public static final StateFormat<LaplaceState> FORMAT = new Format();

  /** Beyond this a triangle passes the largest state by far. */
  private static final int MAXIMUM_SIZE = 1 << 14;

  private final double[][] weights;
  private final SymmetricMatrix precision;
  private Sketch sketch;
  private final int inputs;
  private final Window window;

  private LaplaceState(
      double[][] weights, SymmetricMatrix precision, Sketch sketch, int inputs, Window window) {
    this.weights = weights;
    this.precision = precision;
    this.sketch = sketch;
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
    return new LaplaceState(weights, precision, null, inputs, new Window());
  }

  /**
   * The state before the first sample, with an empty sketch.
   *
   * @param weights one column, not copied
   * @param inputs d, length of x
   */
  public static LaplaceState sketched(double[] weights, int inputs) {
    return new LaplaceState(
        new double[][] {weights}, null, Sketch.empty(weights.length), inputs, new Window());
  }

  @Override
  public double[][] weights() {
    return weights;
  }

  /** Λ, in the row-major order of W: entry (i, k) at i q + k; null with a sketch; not copied. */
  public SymmetricMatrix precision() {
    return precision;
  }

  /** What windows added to Λ; null with a whole Λ; not copied. */
  public Sketch sketch() {
    return sketch;
  }

  /** Replaces the sketch; not copied. */
  public void sketch(Sketch next) {
    sketch = next;
  }

  @Override
  public Window window() {
    return window;
  }

  @Override
  public long heapBytes() {
    return Columns.heapBytes(weights)
        + (precision == null ? sketch.heapBytes() : precision.heapBytes())
        + window.heapBytes()
        + 48;
  }

  /** Bytes of a body with these shapes and this many buffered samples. */
  public static long bytes(int rows, int columns, int inputs, long buffered) {
    return 13
        + Columns.bytes(rows, columns)
        + SymmetricMatrix.bytes(rows * columns)
        + Window.bytes(inputs, buffered);
  }

  /** Bytes of a body with a sketch of this rank and this many buffered samples. */
  public static long sketchedBytes(int rows, int rank, int inputs, long buffered) {
    return 25
        + Columns.bytes(rows, 1)
        + 8L * rank
        + Columns.bytes(rows, rank)
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
   * 12                  byte               0 before Λ, 1 before a sketch (then q = 1)
   * 13                  double[D]          weights, by columns
   *
   * 13 + 8D             double[D(D+1)/2]   Λ in row-major order of W, lower triangle by rows
   *                     or
   * 13 + 8D             int                r, rank
   * 17 + 8D             double             discarded energy
   * 25 + 8D             double[r]          singular values, descending
   * 25 + 8D + 8r        double[Dr]         basis, by columns
   *
   * then                {@link Window}     the open window
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
      int rows = state.weights[0].length;
      int buffered = state.window.size();
      return state.precision == null
          ? sketchedBytes(rows, state.sketch.rank(), state.inputs, buffered)
          : LaplaceState.bytes(rows, state.weights.length, state.inputs, buffered);
    }

    @Override
    public void write(LaplaceState state, ByteBuffer into) {
      into.putInt(state.weights[0].length).putInt(state.weights.length).putInt(state.inputs);
      into.put((byte) (state.precision == null ? 1 : 0));
      Columns.write(state.weights, into);
      if (state.precision == null) {
        into.putInt(state.sketch.rank()).putDouble(state.sketch.discardedEnergy());
        Columns.write(state.sketch, into);
      } else {
        state.precision.write(into);
      }
      state.window.write(into);
    }

    @Override
    public LaplaceState read(ByteBuffer from, byte version) {
      int rows = from.getInt();
      int columns = from.getInt();
      int inputs = from.getInt();
      byte form = from.get();
      if (form != 0 && form != 1) {
        throw new StateFormatException("laplace state has form " + form + ", known are 0 and 1");
      }
      double[][] weights = Columns.readWeights(from, rows, columns);
      if (form == 0) {
        SymmetricMatrix precision = readPrecision(from, (long) rows * columns);
        return new LaplaceState(weights, precision, null, inputs, Window.read(from, inputs));
      }
      if (columns != 1) {
        throw new StateFormatException("laplace state has a sketch for " + columns + " columns");
      }
      int rank = from.getInt();
      Sketch sketch = Columns.readSketch(from, rows, rank, from.getDouble());
      return new LaplaceState(weights, null, sketch, inputs, Window.read(from, inputs));
    }

    private static SymmetricMatrix readPrecision(ByteBuffer from, long size) {
      if (size > MAXIMUM_SIZE || from.remaining() < SymmetricMatrix.bytes((int) size)) {
        throw new StateFormatException(
            "laplace state of " + size + " weights has " + from.remaining() + " bytes left");
      }
      return SymmetricMatrix.read(from, (int) size);
    }
  }
}

package io.rivulet.state;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import io.rivulet.kernel.Sketch;
import io.rivulet.kernel.SymmetricMatrix;

/**
 * Weights W (p x q), the precision Λ (pq x pq) that closed windows give them, as a factor over
 * differences of classes, and the open window: D (D + 1) / 2 + pq doubles a key for D = p (q - 1),
 * and d for each buffered sample. In place of Λ there may be a sketch of what the windows added to
 * it: (r + 1) pq doubles.
 */
public final class LaplaceState implements WindowedState {

  public static final StateFormat<LaplaceState> FORMAT = new Format();

  /** The largest size; the triangle of a larger one would exceed the largest state by far. */
  private static final int MAXIMUM_SIZE = 1 << 14;

  private static final double EPSILON = 0x1.0p-52;

  private final double[][] weights;
  private ClassPrecision precision;
  private Sketch sketch;
  private final int inputs;
  private Window window;
  private int repairs;

  private LaplaceState(
      double[][] weights, ClassPrecision precision, Sketch sketch, int inputs, Window window) {
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
   * @param precision λ of Λ = λ I
   * @param inputs d, length of x
   */
  public static LaplaceState initial(double[][] weights, double precision, int inputs) {
    return of(
        weights, ClassPrecision.isotropic(weights[0].length, weights.length, precision), inputs);
  }

  /**
   * A state without an open window.
   *
   * @param weights q columns of p entries, not copied
   * @param precision Λ of p inputs and q classes, not copied
   * @param inputs d, length of x
   */
  public static LaplaceState of(double[][] weights, ClassPrecision precision, int inputs) {
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

  /**
   * Converts the state of an earlier version, which kept Λ as a matrix. When rounding has made Λ
   * not positive, its diagonal is raised by a few ε until it is, which counts as a repair.
   */
  private static LaplaceState factored(double[][] weights, SymmetricMatrix precision, int inputs) {
    double least = 4 * precision.size() * EPSILON;
    for (double raise = 0; raise <= 1; raise = Math.max(least, 16 * raise)) {
      ClassPrecision factored = ClassPrecision.of(precision, weights.length, raise);
      if (factored != null) {
        LaplaceState state = of(weights, factored, inputs);
        state.repairs = raise > 0 ? 1 : 0;
        return state;
      }
    }
    throw new StateFormatException("precision of laplace state is not positive");
  }

  @Override
  public double[][] weights() {
    return weights;
  }

  /** The precision Λ, or null when there is a sketch; not copied. */
  public ClassPrecision precision() {
    return precision;
  }

  /** Replaces Λ; not copied. */
  public void precision(ClassPrecision next) {
    precision = next;
  }

  /** The sketch of what windows added to Λ, or null when Λ is kept whole; not copied. */
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
  public int repairs() {
    return repairs;
  }

  @Override
  public double condition() {
    return sketch == null ? Double.NaN : sketch.condition();
  }

  @Override
  public long heapBytes() {
    return Columns.heapBytes(weights)
        + (precision == null ? sketch.heapBytes() : precision.heapBytes())
        + window.heapBytes()
        + 48;
  }

  /** The bytes of a body with these shapes and this many buffered samples. */
  public static long bytes(int rows, int columns, int inputs, long buffered) {
    return 13
        + Columns.bytes(rows, columns)
        + ClassPrecision.bytes(rows, columns)
        + Window.bytes(inputs, buffered);
  }

  /** The bytes of a body with a sketch of this rank and this many buffered samples. */
  public static long sketchedBytes(int rows, int rank, int inputs, long buffered) {
    return 25
        + Columns.bytes(rows, 1)
        + 8L * rank
        + Columns.bytes(rows, rank)
        + Window.bytes(inputs, buffered);
  }

  /**
   * The layout of the body, little-endian:
   *
   * <pre>
   * offset              type               field
   * 0                   int                p, rows
   * 4                   int                q, columns
   * 8                   int                d, length of x
   * 12                  byte               0 before Λ, 1 before a sketch (then q = 1)
   * 13                  double[pq]         weights, by columns
   *
   * 13 + 8pq            {@link ClassPrecision}
   *                     or
   * 13 + 8pq            int                r, rank
   * 17 + 8pq            double             discarded energy
   * 25 + 8pq            double[r]          singular values, descending
   * 25 + 8pq + 8r       double[pr]         basis, by columns
   *
   * then                {@link Window}     the open window
   * </pre>
   *
   * <p>Version 1 has Λ as the rows of its lower triangle, double[pq(pq+1)/2] in row-major order of
   * W; it is factored when it is read.
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
      return 2;
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
    public void write(LaplaceState state, StateOutput into) {
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
    public LaplaceState read(StateInput from, byte version) {
      int rows = from.getInt();
      int columns = from.getInt();
      int inputs = from.getInt();
      byte form = from.get();
      if (form != 0 && form != 1) {
        throw new StateFormatException(
            "laplace state has form " + form + ", the known ones are 0 and 1");
      }
      double[][] weights = Columns.readWeights(from, rows, columns);
      if (form == 0) {
        LaplaceState state =
            version == 1
                ? factored(weights, readMatrix(from, rows, columns), inputs)
                : of(weights, readFactor(from, rows, columns), inputs);
        state.window = Window.read(from, inputs);
        return state;
      }
      if (columns != 1) {
        throw new StateFormatException("laplace state has a sketch for " + columns + " columns");
      }
      int rank = from.getInt();
      Sketch sketch = Columns.readSketch(from, rows, rank, from.getDouble());
      return new LaplaceState(weights, null, sketch, inputs, Window.read(from, inputs));
    }

    private static SymmetricMatrix readMatrix(StateInput from, int rows, int columns) {
      requireBytes(from, (long) rows * columns, 0);
      return SymmetricMatrix.read(from, rows * columns);
    }

    private static ClassPrecision readFactor(StateInput from, int rows, int columns) {
      requireBytes(from, (long) rows * (columns - 1), 4L * columns * columns);
      return ClassPrecision.read(from, rows, columns);
    }

    private static void requireBytes(StateInput from, long size, long besides) {
      if (size < 1
          || size > MAXIMUM_SIZE
          || from.remaining() < SymmetricMatrix.bytes((int) size) + besides) {
        throw new StateFormatException(
            "laplace state of precision for "
                + size
                + " weights has "
                + from.remaining()
                + " bytes left");
      }
    }
  }
}

package io.rivulet.state;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.Sketch;
import java.util.Arrays;

/**
 * Weights W (p x q) and their precision diag(υ) + U diag(s)² Uᵀ, U (p x r): (r + q + 1) p + r
 * doubles a key. While a rotation waits, U = B R with B (p x b), b at least r: (b + q + 1) p + (b +
 * 1) r doubles.
 */
public final class LofiState implements LearnedState {

  public static final StateFormat<LofiState> FORMAT = new Format();

  private final double[][] weights;
  private final double[] diagonal;
  private final Sketch sketch;
  private long steps;

  private LofiState(double[][] weights, double[] diagonal, Sketch sketch) {
    this.weights = weights;
    this.diagonal = diagonal;
    this.sketch = sketch;
  }

  /**
   * The state before the first sample: precision η I.
   *
   * @param weights q columns of p entries, not copied
   * @param priorPrecision η, positive
   */
  public static LofiState initial(double[][] weights, double priorPrecision) {
    double[] diagonal = new double[weights[0].length];
    Arrays.fill(diagonal, priorPrecision);
    return new LofiState(weights, diagonal, Sketch.empty(diagonal.length));
  }

  /** W as q columns of p entries; not copied. */
  public double[][] weights() {
    return weights;
  }

  /** υ, p positive entries; not copied. */
  public double[] diagonal() {
    return diagonal;
  }

  /** The sketch U and s, whose discarded energy is the energy moved to the diagonal; not copied. */
  public Sketch sketch() {
    return sketch;
  }

  /** The number of samples that reached the rule. */
  public long steps() {
    return steps;
  }

  public void countStep() {
    steps++;
  }

  /** Adds energies to the diagonal. */
  public void move(double[] energies) {
    Lanes.axpy(1, energies, diagonal, diagonal.length);
  }

  @Override
  public double condition() {
    return sketch.condition();
  }

  @Override
  public long heapBytes() {
    return Columns.heapBytes(weights) + 8L * diagonal.length + sketch.heapBytes() + 72;
  }

  /** The bytes of a body with these shapes, no rotation waiting. */
  public static long bytes(int rows, int columns, int rank) {
    return bytes(rows, columns, rank, 0);
  }

  /**
   * The bytes of a body with these shapes.
   *
   * @param waiting the columns of B while a rotation waits; otherwise 0
   */
  public static long bytes(int rows, int columns, int rank, int waiting) {
    return 32 + Columns.bytes(rows, columns + 1) + Columns.sketchBytes(rows, rank, waiting);
  }

  /**
   * The layout of the body, little-endian:
   *
   * <pre>
   * offset               type         field
   * 0                    int          p, rows
   * 4                    int          q, columns
   * 8                    int          r, rank
   * 12                   int          b, columns of B while a rotation waits; otherwise 0
   * 16                   long         steps
   * 24                   double       energy moved to the diagonal
   * 32                   double[pq]   weights, by columns
   * 32 + 8pq             double[p]    diagonal
   * 32 + 8p(q+1)         double[r]    singular values, descending
   * 32 + 8p(q+1) + 8r    double[pr]   U, by columns; while a rotation waits
   *                      double[br]   R, by rows
   *                      double[pb]   B, by columns
   * </pre>
   *
   * Version 1 has no b, and U.
   */
  private static final class Format implements StateFormat<LofiState> {

    @Override
    public String name() {
      return "lofi-diagonal";
    }

    @Override
    public short id() {
      return 5;
    }

    @Override
    public byte version() {
      return 2;
    }

    @Override
    public long bytes(LofiState state) {
      Sketch sketch = state.sketch;
      return LofiState.bytes(sketch.size(), state.weights.length, sketch.rank(), sketch.waiting());
    }

    @Override
    public void write(LofiState state, StateOutput into) {
      into.putInt(state.diagonal.length).putInt(state.weights.length).putInt(state.sketch.rank());
      into.putInt(state.sketch.waiting());
      into.putLong(state.steps).putDouble(state.sketch.discardedEnergy());
      Columns.write(state.weights, into);
      into.putDoubles(state.diagonal);
      Columns.write(state.sketch, into);
    }

    @Override
    public LofiState read(StateInput from, byte version) {
      int rows = from.getInt();
      int columns = from.getInt();
      int rank = from.getInt();
      int waiting = version == 1 ? 0 : from.getInt();
      long steps = from.getLong();
      double moved = from.getDouble();
      double[][] weights = Columns.readWeights(from, rows, columns);
      double[] diagonal = Columns.read(from, rows, 1)[0];
      Sketch sketch = Columns.readSketch(from, rows, rank, waiting, moved);
      LofiState state = new LofiState(weights, diagonal, sketch);
      state.steps = steps;
      return state;
    }
  }
}

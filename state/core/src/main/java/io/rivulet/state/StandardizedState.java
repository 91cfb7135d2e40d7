package io.rivulet.state;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;

/** Weights in raw units, and the mean and deviation of the inputs, which scale later steps. */
public final class StandardizedState implements LearnedState {

  public static final StateFormat<StandardizedState> FORMAT = new Format();

  private final double[][] weights;
  private final Spread spread;

  /**
   * @param weights q columns of p entries, not copied
   * @param spread the spread of the columns that are standardised, not copied
   */
  public StandardizedState(double[][] weights, Spread spread) {
    this.weights = weights;
    this.spread = spread;
  }

  /** W as q columns of p entries; not copied. */
  public double[][] weights() {
    return weights;
  }

  /** The spread of the inputs learned so far; not copied. */
  public Spread spread() {
    return spread;
  }

  @Override
  public long heapBytes() {
    return Columns.heapBytes(weights) + spread.heapBytes() + 32;
  }

  /** The bytes of a body with these shapes and this many standardised columns of x. */
  public static long bytes(int rows, int columns, int standardized) {
    return 12 + Columns.bytes(rows, columns) + Spread.bytes(standardized);
  }

  /**
   * The layout of the body, little-endian:
   *
   * <pre>
   * offset          type         field
   * 0               int          p, rows
   * 4               int          q, columns
   * 8               int          k, standardised columns of x
   * 12              double[pq]   weights, by columns
   * 12 + 8pq        long         n, inputs so far
   * 20 + 8pq        double[k]    means
   * 20 + 8pq + 8k   double[k]    sums of squares about the mean
   * </pre>
   */
  private static final class Format implements StateFormat<StandardizedState> {

    @Override
    public String name() {
      return "standardized";
    }

    @Override
    public short id() {
      return 12;
    }

    @Override
    public byte version() {
      return 1;
    }

    @Override
    public long bytes(StandardizedState state) {
      return StandardizedState.bytes(
          state.weights[0].length, state.weights.length, state.spread.columns());
    }

    @Override
    public void write(StandardizedState state, StateOutput into) {
      into.putInt(state.weights[0].length).putInt(state.weights.length);
      into.putInt(state.spread.columns());
      Columns.write(state.weights, into);
      state.spread.write(into);
    }

    @Override
    public StandardizedState read(StateInput from, byte version) {
      int rows = from.getInt();
      int columns = from.getInt();
      int standardized = from.getInt();
      double[][] weights = Columns.readWeights(from, rows, columns);
      return new StandardizedState(weights, Spread.read(from, standardized));
    }
  }
}

package io.rivulet.state;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;

/** The state of the baselines: weights and nothing else. */
public final class WeightsState implements LearnedState {

  public static final StateFormat<WeightsState> FORMAT = new Format();

  private final double[][] weights;

  /**
   * @param weights q columns of p entries, not copied
   */
  public WeightsState(double[][] weights) {
    this.weights = weights;
  }

  /** W as q columns of p entries; not copied. */
  public double[][] weights() {
    return weights;
  }

  @Override
  public long heapBytes() {
    return Columns.heapBytes(weights) + 32;
  }

  /** The bytes of a body with these shapes. */
  public static long bytes(int rows, int columns) {
    return 8 + Columns.bytes(rows, columns);
  }

  /**
   * The layout of the body, little-endian:
   *
   * <pre>
   * offset   type         field
   * 0        int          p, rows
   * 4        int          q, columns
   * 8        double[pq]   weights, by columns
   * </pre>
   */
  private static final class Format implements StateFormat<WeightsState> {

    @Override
    public String name() {
      return "weights";
    }

    @Override
    public short id() {
      return 2;
    }

    @Override
    public byte version() {
      return 1;
    }

    @Override
    public long bytes(WeightsState state) {
      return WeightsState.bytes(state.weights[0].length, state.weights.length);
    }

    @Override
    public void write(WeightsState state, StateOutput into) {
      into.putInt(state.weights[0].length).putInt(state.weights.length);
      Columns.write(state.weights, into);
    }

    @Override
    public WeightsState read(StateInput from, byte version) {
      int rows = from.getInt();
      int columns = from.getInt();
      return new WeightsState(Columns.readWeights(from, rows, columns));
    }
  }
}

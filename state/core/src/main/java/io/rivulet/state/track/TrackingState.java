package io.rivulet.state.track;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import io.rivulet.state.LearnedState;
import io.rivulet.state.OrfitState;
import io.rivulet.state.StateFormat;
import io.rivulet.state.StateFormatException;
import java.util.Arrays;

/**
 * K memories that decay at different rates, with weights (p x q) under R noises in each, and how
 * large the errors of all K R pairs were of late: K (r + R q) p doubles a key and a few more.
 *
 * <p>A memory is the state of {@code orfit} with R q outputs: those of the first noise, then those
 * of the next.
 */
public final class TrackingState implements LearnedState {

  public static final StateFormat<TrackingState> FORMAT = new Format();

  private static final int HEADER = 2 * Integer.BYTES + 3 * Double.BYTES;

  private final OrfitState[] memories;
  private final double[][] errors;
  private double weight;
  private double size;
  private long columns;

  /** The ratio of the last sample, which is not part of the learned state. */
  private double residualRatio = Double.NaN;

  private TrackingState(OrfitState[] memories, double[][] errors) {
    this.memories = memories;
    this.errors = errors;
  }

  /**
   * The state before the first sample: every pair has the same weights.
   *
   * @param weights q columns of p entries, copied
   * @param memories K
   * @param noises R
   */
  public static TrackingState initial(double[][] weights, int memories, int noises) {
    OrfitState[] all = new OrfitState[memories];
    for (int k = 0; k < memories; k++) {
      double[][] copies = new double[noises * weights.length][];
      Arrays.setAll(copies, j -> weights[j % weights.length].clone());
      all[k] = OrfitState.initial(copies, 0);
    }
    return new TrackingState(all, new double[memories][noises * weights.length]);
  }

  /** K. */
  public int memories() {
    return memories.length;
  }

  /** The memory of decay k, with weights of R q columns; not copied. */
  public OrfitState memory(int k) {
    return memories[k];
  }

  /**
   * √Σ δⁿ⁻ⁱ ωᵢ eᵢ² of every column of weights of memory k, over its errors before each sample was
   * learned; not copied.
   */
  public double[] errors(int k) {
    return errors[k];
  }

  /** √Σ δⁿ⁻ⁱ ωᵢ over the rows whose errors are in {@link #errors}. */
  public double weight() {
    return weight;
  }

  /** The root mean square of the lengths of the gradient columns so far, 0 before the first. */
  public double size() {
    return size;
  }

  /** The number of gradient columns that {@link #size} is the mean of. */
  public long columns() {
    return columns;
  }

  /** Sets the root of the discounted sum of weights. */
  public void weight(double root) {
    weight = root;
  }

  /** Sets the root mean square of lengths and their number. */
  public void size(double rootMeanSquare, long count) {
    size = rootMeanSquare;
    columns = count;
  }

  /** Sets the fraction of the last gradient that was new. */
  public void residualRatio(double ratio) {
    residualRatio = ratio;
  }

  @Override
  public double residualRatio() {
    return residualRatio;
  }

  /** That of the memory with the most unequal singular values. */
  @Override
  public double condition() {
    double largest = Double.NaN;
    for (OrfitState memory : memories) {
      double condition = memory.condition();
      if (!Double.isNaN(condition) && !(largest >= condition)) {
        largest = condition;
      }
    }
    return largest;
  }

  @Override
  public long heapBytes() {
    long bytes = 80;
    for (int k = 0; k < memories.length; k++) {
      bytes += memories[k].heapBytes() + 8L * errors[k].length + 24;
    }
    return bytes;
  }

  /**
   * The bytes of a body.
   *
   * @param memory the bytes of the body of each memory
   * @param memories K
   * @param columns R q
   */
  public static long bytes(long memory, int memories, int columns) {
    return HEADER + memories * (memory + 8L * columns);
  }

  /**
   * The layout of the body, little-endian:
   *
   * <pre>
   * offset   type       field
   * 0        int        K, memories
   * 4        int        version of the format {@code orfit} of the memories
   * 8        long       gradient columns so far
   * 16       double     root mean square of their lengths
   * 24       double     root of the discounted sum of weights
   * 32                  for each memory its body in the format {@code orfit}, of R q columns,
   *                     then double[Rq], the roots of the discounted sums of squared errors
   * </pre>
   */
  private static final class Format implements StateFormat<TrackingState> {

    @Override
    public String name() {
      return "tracking";
    }

    @Override
    public short id() {
      return 23;
    }

    @Override
    public byte version() {
      return 1;
    }

    @Override
    public long bytes(TrackingState state) {
      long bytes = HEADER;
      for (int k = 0; k < state.memories.length; k++) {
        bytes += OrfitState.FORMAT.bytes(state.memories[k]) + 8L * state.errors[k].length;
      }
      return bytes;
    }

    @Override
    public void write(TrackingState state, StateOutput into) {
      into.putInt(state.memories.length).putInt(OrfitState.FORMAT.version());
      into.putLong(state.columns).putDouble(state.size).putDouble(state.weight);
      for (int k = 0; k < state.memories.length; k++) {
        OrfitState.FORMAT.write(state.memories[k], into);
        for (double error : state.errors[k]) {
          into.putDouble(error);
        }
      }
    }

    @Override
    public TrackingState read(StateInput from, byte version) {
      int memories = from.getInt();
      int layout = from.getInt();
      if (memories < 1 || memories > from.remaining()) {
        throw new StateFormatException("tracking state of " + memories + " memories");
      }
      if (layout < 1 || layout > OrfitState.FORMAT.version()) {
        throw new StateFormatException(
            "tracking state has memories of version "
                + layout
                + ", this build reads 1 to "
                + OrfitState.FORMAT.version());
      }
      TrackingState state = new TrackingState(new OrfitState[memories], new double[memories][]);
      state.columns = from.getLong();
      state.size = from.getDouble();
      state.weight = from.getDouble();
      for (int k = 0; k < memories; k++) {
        state.memories[k] = OrfitState.FORMAT.read(from, (byte) layout);
        state.errors[k] = new double[state.memories[k].weights().length];
        for (int j = 0; j < state.errors[k].length; j++) {
          state.errors[k][j] = from.getDouble();
        }
      }
      return state;
    }
  }
}

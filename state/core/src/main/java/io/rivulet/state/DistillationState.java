package io.rivulet.state;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Weights W (p x q), the kept inputs on which they teach their successors, and the open window: p q
 * doubles a key, and d for each kept input and buffered sample. Between two windows the weights are
 * the teacher.
 */
public final class DistillationState implements WindowedState {

  /** The most inputs that can have been seen; no stream has as many. */
  private static final long MOST_SEEN = 1L << 53;

  public static final StateFormat<DistillationState> FORMAT = new Format();

  private final double[][] weights;
  private final int inputs;
  private final List<double[]> support;
  private final Window window;
  private long seen;
  private long generator;

  /**
   * The state before the first sample: no input is kept.
   *
   * @param weights q columns of p entries, not copied
   * @param inputs d, length of x
   * @param seed the seed of the generator that the reservoir draws from
   */
  public static DistillationState initial(double[][] weights, int inputs, long seed) {
    return new DistillationState(weights, inputs, new ArrayList<>(), new Window(), 0, seed);
  }

  private DistillationState(
      double[][] weights,
      int inputs,
      List<double[]> support,
      Window window,
      long seen,
      long generator) {
    this.weights = weights;
    this.inputs = inputs;
    this.support = support;
    this.window = window;
    this.seen = seen;
    this.generator = generator;
  }

  @Override
  public double[][] weights() {
    return weights;
  }

  @Override
  public Window window() {
    return window;
  }

  /** The kept inputs of closed windows; a view. */
  public List<double[]> support() {
    return Collections.unmodifiableList(support);
  }

  /** The number of samples in closed windows. */
  public long seen() {
    return seen;
  }

  /** The state of the {@link io.rivulet.kernel.SplitMix} generator. */
  public long generator() {
    return generator;
  }

  public void generator(long state) {
    this.generator = state;
  }

  /** Counts an input of a closed window and keeps it; not copied. */
  public void keep(double[] x) {
    seen++;
    support.add(x);
  }

  /**
   * Counts an input of a closed window, and keeps it in place of another one or drops it.
   *
   * @param position the position of the input to replace; beyond the kept inputs, the new input is
   *     dropped
   */
  public void replace(long position, double[] x) {
    seen++;
    if (position < support.size()) {
      support.set((int) position, x);
    }
  }

  @Override
  public long heapBytes() {
    return Columns.heapBytes(weights)
        + support.size() * (8L * inputs + 24)
        + window.heapBytes()
        + 120;
  }

  /** The bytes of a body with these shapes and this many kept inputs and buffered samples. */
  public static long bytes(int rows, int columns, int inputs, long kept, long buffered) {
    return 32 + Columns.bytes(rows, columns) + kept * 8L * inputs + Window.bytes(inputs, buffered);
  }

  /**
   * The layout of the body, little-endian:
   *
   * <pre>
   * offset            type             field
   * 0                 int              p, rows
   * 4                 int              q, columns
   * 8                 int              d, length of x
   * 12                long             samples in closed windows
   * 20                long             generator state
   * 28                int              m, kept inputs
   * 32                double[pq]       weights, by columns
   * 32 + 8pq          double[md]       kept inputs, one after the other
   * 32 + 8pq + 8md    {@link Window}   the open window
   * </pre>
   */
  private static final class Format implements StateFormat<DistillationState> {

    @Override
    public String name() {
      return "distillation";
    }

    @Override
    public short id() {
      return 8;
    }

    @Override
    public byte version() {
      return 1;
    }

    @Override
    public long bytes(DistillationState state) {
      return DistillationState.bytes(
          state.weights[0].length,
          state.weights.length,
          state.inputs,
          state.support.size(),
          state.window.size());
    }

    @Override
    public void write(DistillationState state, StateOutput into) {
      into.putInt(state.weights[0].length).putInt(state.weights.length).putInt(state.inputs);
      into.putLong(state.seen).putLong(state.generator).putInt(state.support.size());
      Columns.write(state.weights, into);
      Columns.write(state.support.toArray(double[][]::new), into);
      state.window.write(into);
    }

    @Override
    public DistillationState read(StateInput from, byte version) {
      int rows = from.getInt();
      int columns = from.getInt();
      int inputs = from.getInt();
      long seen = from.getLong();
      long generator = from.getLong();
      int kept = from.getInt();
      if (seen < kept || seen > MOST_SEEN) {
        throw new StateFormatException(
            "distillation keeps " + kept + " inputs of " + seen + ", 2^53 can be");
      }
      double[][] weights = Columns.readWeights(from, rows, columns);
      List<double[]> support = new ArrayList<>(Arrays.asList(Columns.read(from, inputs, kept)));
      Window window = Window.read(from, inputs);
      return new DistillationState(weights, inputs, support, window, seen, generator);
    }
  }
}

package io.rivulet.state;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import io.rivulet.kernel.OrthonormalBasis;
import io.rivulet.kernel.Sketch;

/**
 * Weights W (p x q), the orthonormal basis U (p x r) of the gradients seen, their singular values,
 * and counters: (r + q) p + r doubles a key. While a rotation waits, U = B R with B (p x b), b at
 * least r: (b + q) p + (b + 1) r doubles.
 */
public final class OrfitState implements LearnedState {

  public static final StateFormat<OrfitState> FORMAT = new Format();

  private final double[][] weights;
  private final Sketch sketch;
  private long steps;
  private long skipped;
  private long conflicts;
  private long generator;

  /**
   * The ratio of the last sample, which is not part of the learned state and therefore not
   * serialised.
   */
  private double residualRatio = Double.NaN;

  /**
   * The state before the first sample: an empty basis.
   *
   * @param weights q columns of p entries, not copied
   * @param seed the seed of the generator that the {@code random} summary draws from
   */
  public static OrfitState initial(double[][] weights, long seed) {
    return new OrfitState(weights, Sketch.empty(weights[0].length), seed);
  }

  private OrfitState(double[][] weights, Sketch sketch, long generator) {
    this.weights = weights;
    this.sketch = sketch;
    this.generator = generator;
  }

  /** W as q columns of p entries; not copied. */
  public double[][] weights() {
    return weights;
  }

  /** The sketch of the gradients; not copied. */
  public Sketch sketch() {
    return sketch;
  }

  /** The basis U: not copied, but a fresh product while a rotation waits. */
  public OrthonormalBasis basis() {
    return sketch.basis();
  }

  /** The singular values that belong to the columns of U, descending; not copied. */
  public double[] singularValues() {
    return sketch.singularValues();
  }

  /** The number of samples that reached the rule. */
  public long steps() {
    return steps;
  }

  /**
   * The number of samples whose gradients lay in the span of the basis and so changed no weight.
   */
  public long skipped() {
    return skipped;
  }

  @Override
  public double residualRatio() {
    return residualRatio;
  }

  /** Sets the fraction of the last gradient that was new. */
  public void residualRatio(double ratio) {
    residualRatio = ratio;
  }

  @Override
  public long conflicts() {
    return conflicts;
  }

  /** The sum of the squared singular values that truncation dropped. */
  public double discardedEnergy() {
    return sketch.discardedEnergy();
  }

  /** The state of the {@link io.rivulet.kernel.SplitMix} generator. */
  public long generator() {
    return generator;
  }

  public void countStep() {
    steps++;
  }

  public void countSkip(boolean conflict) {
    skipped++;
    conflicts += conflict ? 1 : 0;
  }

  /** Adds the counts of another state. */
  public void count(OrfitState other) {
    steps += other.steps;
    skipped += other.skipped;
    conflicts += other.conflicts;
  }

  public void generator(long state) {
    this.generator = state;
  }

  @Override
  public double condition() {
    return sketch.condition();
  }

  @Override
  public long heapBytes() {
    return Columns.heapBytes(weights) + sketch.heapBytes() + 64;
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
    return 56 + Columns.bytes(rows, columns) + Columns.sketchBytes(rows, rank, waiting);
  }

  /**
   * The layout of the body, little-endian:
   *
   * <pre>
   * offset          type         field
   * 0               int          p, rows
   * 4               int          q, columns
   * 8               int          r, rank
   * 12              int          b, columns of B while a rotation waits; otherwise 0
   * 16              long         steps
   * 24              long         skipped
   * 32              long         conflicts
   * 40              double       discarded energy
   * 48              long         generator state
   * 56              double[pq]   weights, by columns
   * 56 + 8pq        double[r]    singular values, descending
   * 56 + 8pq + 8r   double[pr]   U, by columns; while a rotation waits
   *                 double[br]   R, by rows
   *                 double[pb]   B, by columns
   * </pre>
   *
   * Version 1 has no b, and U.
   */
  private static final class Format implements StateFormat<OrfitState> {

    @Override
    public String name() {
      return "orfit";
    }

    @Override
    public short id() {
      return 4;
    }

    @Override
    public byte version() {
      return 2;
    }

    @Override
    public long bytes(OrfitState state) {
      Sketch sketch = state.sketch;
      return OrfitState.bytes(sketch.size(), state.weights.length, sketch.rank(), sketch.waiting());
    }

    @Override
    public void write(OrfitState state, StateOutput into) {
      into.putInt(state.sketch.size()).putInt(state.weights.length).putInt(state.sketch.rank());
      into.putInt(state.sketch.waiting());
      into.putLong(state.steps).putLong(state.skipped).putLong(state.conflicts);
      into.putDouble(state.discardedEnergy()).putLong(state.generator);
      Columns.write(state.weights, into);
      Columns.write(state.sketch, into);
    }

    @Override
    public OrfitState read(StateInput from, byte version) {
      int rows = from.getInt();
      int columns = from.getInt();
      int rank = from.getInt();
      int waiting = version == 1 ? 0 : from.getInt();
      long steps = from.getLong();
      long skipped = from.getLong();
      long conflicts = from.getLong();
      double discardedEnergy = from.getDouble();
      long generator = from.getLong();
      double[][] weights = Columns.readWeights(from, rows, columns);
      Sketch sketch = Columns.readSketch(from, rows, rank, waiting, discardedEnergy);
      OrfitState state = new OrfitState(weights, sketch, generator);
      state.steps = steps;
      state.skipped = skipped;
      state.conflicts = conflicts;
      return state;
    }
  }
}

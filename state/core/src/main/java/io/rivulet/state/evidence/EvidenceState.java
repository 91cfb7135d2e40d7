package io.rivulet.state.evidence;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import io.rivulet.kernel.Sketch;
import io.rivulet.state.LearnedState;
import io.rivulet.state.StateFormat;

/**
 * What a linear regression keeps whose noise is found in the stream: the exact sums B = X~ᵀ Y~ (p x
 * q) about their means, a sketch U diag(s)² Uᵀ of X~ᵀ X~ with Z = Uᵀ B, the tail outside U, the
 * scores of a grid of ridges and, unless states merge, the weights V of a sequential estimate: (r +
 * 1 + q) p or (r + 1 + 2 q) p doubles a key. While a rotation waits, U = R B' as in {@link Sketch}.
 *
 * <p>Weights that the model started from are kept as what the sequential estimate leaves of them,
 * beside their coordinates Uᵀ W₀.
 */
public final class EvidenceState implements LearnedState {

  public static final StateFormat<EvidenceState> FORMAT = new EvidenceFormat();

  private Units units;
  private CentredSums sums;
  private Sketch sketch;
  private double[][] along;
  private double tail;
  private long tailSamples;
  private HeadScores scores;
  private double[][] sequential;
  private double[][] remains;
  private boolean truncated;
  private boolean merged;
  private long steps;

  EvidenceState(
      Units units,
      CentredSums sums,
      Sketch sketch,
      double[][] along,
      double tail,
      long tailSamples,
      HeadScores scores,
      double[][] sequential,
      double[][] remains,
      boolean truncated,
      boolean merged,
      long steps) {
    this.units = units;
    this.sums = sums;
    this.sketch = sketch;
    this.along = along;
    this.tail = tail;
    this.tailSamples = tailSamples;
    this.scores = scores;
    this.sequential = sequential;
    this.remains = remains;
    this.truncated = truncated;
    this.merged = merged;
    this.steps = steps;
  }

  /**
   * The state before the first sample.
   *
   * @param inputs p
   * @param outputs q
   * @param sequential whether there is a sequential estimate
   * @param started the weights that the model starts from as q columns of p entries, copied; none
   *     when they are 0
   */
  public static EvidenceState initial(
      int inputs, int outputs, boolean sequential, double[][] started) {
    return new EvidenceState(
        Units.initial(outputs),
        CentredSums.initial(inputs, outputs),
        Sketch.empty(inputs),
        new double[outputs + started.length][0],
        0,
        0,
        HeadScores.initial(outputs),
        sequential ? new double[outputs][inputs] : new double[0][],
        sequential ? copied(started) : new double[0][],
        false,
        false,
        0);
  }

  /**
   * The most bytes of a body.
   *
   * @param waiting the columns that may wait for a rotation, 0 when none do
   * @param started whether the model starts from weights that are not 0
   */
  public static long bytes(
      int inputs, int outputs, int rank, int waiting, boolean sequential, boolean started) {
    return EvidenceFormat.bytes(inputs, outputs, rank, waiting, sequential, started);
  }

  private static double[][] copied(double[][] columns) {
    double[][] copy = new double[columns.length][];
    for (int j = 0; j < copy.length; j++) {
      copy[j] = columns[j].clone();
    }
    return copy;
  }

  /** The powers of two over which all but the means is kept. */
  public Units units() {
    return units;
  }

  public CentredSums sums() {
    return sums;
  }

  public Sketch sketch() {
    return sketch;
  }

  /** p. */
  public int inputs() {
    return sums.mean().length;
  }

  /** q. */
  public int outputs() {
    return sums.products().length;
  }

  /** Z as r numbers for each output, then Uᵀ W₀ where W₀ is not 0; not copied. */
  public double[][] along() {
    return along;
  }

  /** Replaces {@link #along}; not copied. */
  public void along(double[][] coordinates) {
    along = coordinates;
  }

  /** a, what X~ᵀ X~ has in the direction of B outside U. */
  public double tail() {
    return tail;
  }

  /** The number of samples that {@link #tail} is of. */
  public long tailSamples() {
    return tailSamples;
  }

  /** Adds what a sample has in that direction. */
  public void addTail(double part) {
    tail += part;
    tailSamples++;
  }

  public HeadScores scores() {
    return scores;
  }

  /** V as q columns, or none when states merge; not copied. */
  public double[][] sequential() {
    return sequential;
  }

  /** What is left of W₀ in V as q columns, or none; not copied. */
  public double[][] remains() {
    return remains;
  }

  /** Whether the sketch lost a direction, so that B reaches out of U. */
  public boolean truncated() {
    return truncated;
  }

  public void truncate() {
    truncated = true;
  }

  /** Whether the samples of another state were added. */
  public boolean merged() {
    return merged;
  }

  /** Adds what another state counted, scored and lost; its sums and sketch are added elsewhere. */
  public void count(EvidenceState other) {
    steps += other.steps;
    tail += other.tail;
    tailSamples += other.tailSamples;
    truncated |= other.truncated;
    merged = true;
    scores.add(other.scores);
  }

  /** The number of samples that reached the rule. */
  public long steps() {
    return steps;
  }

  /** Counts samples that reached the rule. */
  public void countSteps(long count) {
    steps += count;
  }

  /** Keeps everything over other units. */
  public void rescale(Units next) {
    int input = next.input() - units.input();
    int root = next.weight() - units.weight();
    int[] targets = next.targetsAbove(units);
    sums.rescale(input, targets, root);
    Units.divide(sketch.singularValues(), input + root);
    tail = Units.over(tail, 2 * (input + root));
    for (int j = 0; j < along.length; j++) {
      int output = targets[j % targets.length];
      Units.divide(along[j], j < targets.length ? input + output + 2 * root : output - input);
    }
    for (int j = 0; j < targets.length; j++) {
      scores.rescale(j, 2 * (targets[j] + root));
    }
    for (int j = 0; j < sequential.length; j++) {
      Units.divide(sequential[j], targets[j] - input);
    }
    for (int j = 0; j < remains.length; j++) {
      Units.divide(remains[j], targets[j] - input);
    }
    units = next;
  }

  /** A separate state with the same bits. */
  public EvidenceState copy() {
    byte[] bytes = new byte[Math.toIntExact(FORMAT.bytes(this))];
    FORMAT.write(this, StateOutput.into(bytes));
    return FORMAT.read(StateInput.of(bytes), FORMAT.version());
  }

  /** Takes the place of another state, which is not used any more. */
  public void become(EvidenceState other) {
    units = other.units;
    sums = other.sums;
    sketch = other.sketch;
    along = other.along;
    tail = other.tail;
    tailSamples = other.tailSamples;
    scores = other.scores;
    sequential = other.sequential;
    remains = other.remains;
    truncated = other.truncated;
    merged = other.merged;
    steps = other.steps;
  }

  @Override
  public double condition() {
    return sketch.condition();
  }

  @Override
  public long heapBytes() {
    long columns = 1L + outputs() + sequential.length + remains.length;
    long numbers = outputs() * (long) HeadScores.HEADS + (long) along.length * sketch.rank();
    return sketch.heapBytes() + columns * (8L * inputs() + 24) + 8 * numbers + 900;
  }
}

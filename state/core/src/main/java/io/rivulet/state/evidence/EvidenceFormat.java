package io.rivulet.state.evidence;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import io.rivulet.kernel.Sketch;
import io.rivulet.state.Columns;
import io.rivulet.state.StateFormat;
import io.rivulet.state.StateFormatException;

/**
 * The layout of the body, little-endian:
 *
 * <pre>
 * type          field
 * int           p, inputs
 * int           q, outputs
 * int           r, rank
 * int           b, columns of R while a rotation waits; otherwise 0
 * int           flags: 1 merged, 2 sequential estimate, 4 started from weights, 8 truncated
 * int           unit of the inputs
 * int           unit of the weights
 * int[q]        units of the targets
 * long          steps
 * long          n, samples of positive weight
 * long          k, samples that were scored
 * long          samples that the tail is of
 * double        sum of the weights
 * double        energy of the inputs
 * double        tail
 * double[q]     means of the targets
 * double[q]     energies of the targets
 * double[22 q]  losses of the heads, by outputs
 * double[22]    logarithms of the heads
 * double[p]     means of the inputs
 * double[pq]    B, by columns
 * double[pq]    V, by columns; with flag 2 only
 * double[pq]    what V keeps of the weights at the start; with flags 2 and 4 only
 * double[rq]    Z, by columns
 * double[rq]    coordinates of the weights at the start; with flag 4 only
 * double[r]     singular values, descending
 * double[pr]    U, by columns; while a rotation waits
 * double[br]    the rotation, by rows
 * double[pb]    R, by columns
 * </pre>
 */
final class EvidenceFormat implements StateFormat<EvidenceState> {

  private static final int MERGED = 1;
  private static final int SEQUENTIAL = 2;
  private static final int STARTED = 4;
  private static final int TRUNCATED = 8;

  @Override
  public String name() {
    return "evidence";
  }

  @Override
  public short id() {
    return 21;
  }

  @Override
  public byte version() {
    return 1;
  }

  @Override
  public long bytes(EvidenceState state) {
    int p = state.inputs();
    long columns = 1L + state.outputs() + state.sequential().length + state.remains().length;
    return fixed(state.outputs())
        + 8 * columns * p
        + 8L * state.along().length * state.sketch().rank()
        + Columns.sketchBytes(p, state.sketch().rank(), state.sketch().waiting());
  }

  /** An upper bound of the bytes of a body. */
  static long bytes(int p, int q, int rank, int waiting, boolean sequential, boolean started) {
    long columns = 1L + q * (sequential ? started ? 3L : 2L : 1L);
    return fixed(q)
        + 8 * columns * p
        + 8L * q * (started ? 2 : 1) * rank
        + Columns.sketchBytes(p, rank, waiting);
  }

  private static long fixed(int q) {
    return 84 + 20L * q + 8L * HeadScores.HEADS * (q + 1);
  }

  @Override
  public void write(EvidenceState state, StateOutput into) {
    into.putInt(state.inputs()).putInt(state.outputs()).putInt(state.sketch().rank());
    into.putInt(state.sketch().waiting()).putInt(flags(state));
    into.putInt(state.units().input()).putInt(state.units().weight());
    for (int unit : state.units().targets()) {
      into.putInt(unit);
    }
    CentredSums sums = state.sums();
    into.putLong(state.steps()).putLong(sums.samples()).putLong(state.scores().scored());
    into.putLong(state.tailSamples());
    into.putDouble(sums.weight()).putDouble(sums.energy()).putDouble(state.tail());
    into.putDoubles(sums.targetMeans(), sums.targetEnergies());
    Columns.write(state.scores().losses(), into);
    into.putDoubles(state.scores().logs(), sums.mean());
    Columns.write(sums.products(), into);
    Columns.write(state.sequential(), into);
    Columns.write(state.remains(), into);
    Columns.write(state.along(), into);
    Columns.write(state.sketch(), into);
  }

  private static int flags(EvidenceState state) {
    return (state.merged() ? MERGED : 0)
        + (state.truncated() ? TRUNCATED : 0)
        + (state.sequential().length > 0 ? SEQUENTIAL : 0)
        + (state.along().length > state.outputs() ? STARTED : 0);
  }

  @Override
  public EvidenceState read(StateInput from, byte version) {
    int p = from.getInt();
    int q = from.getInt();
    int rank = from.getInt();
    int waiting = from.getInt();
    int flags = from.getInt();
    requireShape(p, q, rank, flags, from);
    Units units = units(from, q);
    long steps = from.getLong();
    long samples = from.getLong();
    long scored = from.getLong();
    long tailSamples = from.getLong();
    requireCounts(steps, samples, scored, tailSamples);
    double weight = from.getDouble();
    double energy = from.getDouble();
    double tail = from.getDouble();
    double[][] targets = Columns.read(from, q, 2);
    double[][] losses = Columns.read(from, HeadScores.HEADS, q);
    double[] logs = Columns.read(from, HeadScores.HEADS, 1)[0];
    double[] mean = Columns.read(from, p, 1)[0];
    double[][] products = Columns.read(from, p, q);
    boolean sequential = (flags & SEQUENTIAL) > 0;
    boolean started = (flags & STARTED) > 0;
    double[][] estimate = Columns.read(from, p, sequential ? q : 0);
    double[][] remains = Columns.read(from, p, sequential && started ? q : 0);
    int coordinates = started ? 2 * q : q;
    double[][] along =
        rank == 0 ? new double[coordinates][0] : Columns.read(from, rank, coordinates);
    Sketch sketch = Columns.readSketch(from, p, rank, waiting, 0);
    return new EvidenceState(
        units,
        new CentredSums(samples, weight, energy, targets[0], targets[1], mean, products),
        sketch,
        along,
        tail,
        tailSamples,
        new HeadScores(scored, losses, logs),
        estimate,
        remains,
        (flags & TRUNCATED) > 0,
        (flags & MERGED) > 0,
        steps);
  }

  private static Units units(StateInput from, int q) {
    int input = from.getInt();
    int weight = from.getInt();
    int[] targets = new int[q];
    for (int j = 0; j < q; j++) {
      targets[j] = from.getInt();
      requireUnit(targets[j]);
    }
    requireUnit(input);
    requireUnit(weight);
    return new Units(input, targets, weight);
  }

  private static void requireUnit(int exponent) {
    if (exponent < Double.MIN_EXPONENT - 1 || exponent > Double.MAX_EXPONENT) {
      throw new StateFormatException(
          "a unit of 2^" + exponent + "; it is the exponent of a number, -1023 to 1023");
    }
  }

  private static void requireShape(int p, int q, int rank, int flags, StateInput from) {
    if (p < 1 || q < 1 || rank < 0 || rank > p || q > from.remaining() / Double.BYTES) {
      throw new StateFormatException(
          "evidence of " + p + " inputs, " + q + " outputs and rank " + rank);
    }
    if (flags < 0 || flags > (MERGED | SEQUENTIAL | STARTED | TRUNCATED)) {
      throw new StateFormatException("evidence has flags " + flags + ", 0 to 15 can be");
    }
  }

  private static void requireCounts(long steps, long samples, long scored, long tailSamples) {
    if (tailSamples < 0 || scored < 0 || samples < scored || samples < tailSamples) {
      throw new StateFormatException(
          samples + " samples, " + scored + " of them scored and " + tailSamples + " in the tail");
    }
    if (steps < samples) {
      throw new StateFormatException(steps + " steps of " + samples + " samples");
    }
  }
}

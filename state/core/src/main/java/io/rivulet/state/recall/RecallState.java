package io.rivulet.state.recall;

import io.rivulet.state.StateFormatException;
import java.util.Arrays;

/**
 * What one model keeps of the samples that it has learned, beside what it has learned from them. It
 * is mutable and owned by one thread.
 */
public final class RecallState {

  /** The largest count; no stream reaches it. */
  private static final long MOST = 1L << 53;

  private final int size;
  private final int columns;
  private final InputSketch sketch;
  private final Probes probes;
  private long incarnation;
  private long earlier;

  /**
   * @param size p, the length of an input
   * @param columns q, the columns of the weights
   * @param sketch bounds the change, or null
   * @param probes estimate change and error, or null
   * @param incarnation of the model
   * @param earlier the samples that the model had learned before its last one
   */
  public RecallState(
      int size, int columns, InputSketch sketch, Probes probes, long incarnation, long earlier) {
    this.size = size;
    this.columns = columns;
    this.sketch = sketch;
    this.probes = probes;
    this.incarnation = incarnation;
    this.earlier = earlier;
  }

  public int size() {
    return size;
  }

  public int columns() {
    return columns;
  }

  /** Null when the change is not bounded. */
  public InputSketch sketch() {
    return sketch;
  }

  /** Null when change and error are not estimated. */
  public Probes probes() {
    return probes;
  }

  /** The incarnation of the model whose changes are added up. */
  public long incarnation() {
    return incarnation;
  }

  /** The samples that the model had learned before its last one. */
  public long earlier() {
    return earlier;
  }

  public void earlier(long samples) {
    earlier = samples;
  }

  /** Begins to add up changes anew, in an incarnation. */
  public void restart(long of) {
    incarnation = of;
    if (sketch != null) {
      sketch.changed(0);
    }
    if (probes != null) {
      for (double[] row : probes.moved()) {
        Arrays.fill(row, 0);
      }
    }
  }

  static void requireCount(long count) {
    if (count < 0 || count > MOST) {
      throw new StateFormatException("recall state counts " + count);
    }
  }

  /** The heap in bytes, within a few per cent. */
  public long heapBytes() {
    return 56
        + (sketch == null ? 0 : sketch.heapBytes())
        + (probes == null ? 0 : probes.heapBytes());
  }
}

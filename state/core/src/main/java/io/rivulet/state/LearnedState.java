package io.rivulet.state;

/** What one model has learned. Mutable, and owned by one thread. */
public interface LearnedState {

  /** Samples so far whose target contradicts what was learned and could not be fitted. */
  default long conflicts() {
    return 0;
  }

  /**
   * The part of the last sample's gradient that was new to the model, 0 to 1: a small one makes a
   * large step. NaN before the first sample since start, and where nothing is projected.
   */
  default double residualRatio() {
    return Double.NaN;
  }

  /**
   * Numbers that an earlier version had left without a sound value and that were replaced when the
   * state was read.
   */
  default int repairs() {
    return 0;
  }

  /** Heap in bytes, within a few per cent; grows as the state learns. */
  long heapBytes();
}

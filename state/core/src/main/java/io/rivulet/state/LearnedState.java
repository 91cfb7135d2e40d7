package io.rivulet.state;

/** The state that one model has learned. It is mutable and owned by one thread. */
public interface LearnedState {

  /**
   * The number of samples so far whose target contradicts what was learned and could not be fitted.
   */
  default long conflicts() {
    return 0;
  }

  /**
   * The fraction of the last sample's gradient that was new to the model, 0 to 1: a small fraction
   * makes a large step. NaN before the first sample since the start, and for learners that project
   * nothing.
   */
  default double residualRatio() {
    return Double.NaN;
  }

  /**
   * The number of values that an earlier version had left unsound and that were replaced when the
   * state was read.
   */
  default int repairs() {
    return 0;
  }

  /**
   * The largest over the smallest diagonal entry of the factor of the covariance or precision, or
   * over the smallest singular value of the sketch: 1 or more, infinite while a direction is
   * entirely unknown or entirely known. NaN for learners that keep neither.
   */
  default double condition() {
    return Double.NaN;
  }

  /** The heap in bytes, within a few per cent; it grows as the state learns. */
  long heapBytes();
}

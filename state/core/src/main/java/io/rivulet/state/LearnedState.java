package io.rivulet.state;

/** What one model has learned. Mutable, and owned by one thread. */
public interface LearnedState {

  /** The weights as columns of the weight matrix; not copied. */
  double[][] weights();

  /** Samples so far whose target contradicts what was learned and could not be fitted. */
  default long conflicts() {
    return 0;
  }

  /** Heap in bytes, within a few per cent; grows as the state learns. */
  long heapBytes();
}

package io.rivulet.state;

/** What one model has learned. Mutable, and owned by one thread. */
public interface LearnedState {

  /** The weights as columns of the weight matrix; not copied. */
  double[][] weights();

  /** Heap in bytes, within a few per cent; grows as the state learns. */
  long heapBytes();
}

package io.rivulet.job.lease;

/** What the weights topic holds at a start. */
interface Weights {

  /** Whether it has the weights of any model. */
  boolean any();

  /** 0 when it has none. */
  long greatestIncarnation();
}

package io.rivulet.operator;

/** The incarnation above which the models of this run are created or continued. */
@FunctionalInterface
interface IncarnationBase {

  /** Waits until the job may learn: nothing is learned before the job holds its topics. */
  long await() throws Exception;
}

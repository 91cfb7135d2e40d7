package io.rivulet.operator;

/** Above which incarnation the models of this run are born and go on. */
@FunctionalInterface
interface IncarnationBase {

  /** Waits until the job may learn: nothing is learned before it holds its topics. */
  long await() throws Exception;
}

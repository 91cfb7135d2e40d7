package io.rivulet.experiment;

/** A listener for the progress of an experiment. */
public interface ProgressListener {

  /**
   * Begins a stage and ends the one before.
   *
   * @param steps the number of steps of the stage
   */
  void stage(String text, long steps);

  /** Notes the number of steps of the stage that are done; called by several threads. */
  void advanceTo(long done);
}

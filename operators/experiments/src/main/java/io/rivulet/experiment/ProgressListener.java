package io.rivulet.experiment;

/** Hears how far an experiment is. */
public interface ProgressListener {

  /**
   * A stage begins, and ends the one before.
   *
   * @param steps that it has
   */
  void stage(String text, long steps);

  /** So many steps of the stage are done; called by several threads. */
  void advanceTo(long done);
}

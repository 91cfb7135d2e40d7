package io.rivulet.learner.quality;

import io.rivulet.learner.step.Answer;
import io.rivulet.learner.step.Example;
import io.rivulet.quality.OpenWindow;

/** A comparison of answers with their targets, row by row. */
interface Scoring {

  /** The number of outputs whose errors are summed, 0 for a classifier. */
  int outputs();

  /**
   * Adds one row to a window.
   *
   * @return the error of the row, at least 0 and finite
   */
  double add(OpenWindow window, Example example, Answer answer, int row);
}

package io.rivulet.learner.step;

import io.rivulet.record.Details;

/**
 * What a weight record carries of a state.
 *
 * @param columns the weights as columns; not copied
 * @param details what only some learners tell
 */
public record Publication(double[][] columns, Details details) {

  public static Publication of(double[][] columns) {
    return new Publication(columns, Details.NONE);
  }
}

package io.rivulet.learner.step;

import io.rivulet.record.Details;

/**
 * The part of a weight record that comes from a state.
 *
 * @param columns the weights as columns; not copied
 * @param details facts that only some learners publish
 */
public record Publication(double[][] columns, Details details) {

  public static Publication of(double[][] columns) {
    return new Publication(columns, Details.NONE);
  }
}

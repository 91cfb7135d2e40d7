package io.rivulet.record;

/**
 * What a model has done to its answers to the samples that it learned before: root mean squares
 * over all those samples and their outputs, in units of y. A figure that is not published is NaN.
 *
 * @param changeBound an upper bound of {@code change}
 * @param change an estimate of how much the answers changed since the record before
 * @param error an estimate of their error
 */
public record Recall(double changeBound, double change, double error) {

  /** The recall of a model that keeps none. */
  public static final Recall NONE = new Recall(Double.NaN, Double.NaN, Double.NaN);

  /** Whether there is any figure. */
  public boolean known() {
    return !(Double.isNaN(changeBound) && Double.isNaN(change) && Double.isNaN(error));
  }
}

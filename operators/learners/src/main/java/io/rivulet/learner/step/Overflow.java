package io.rivulet.learner.step;

import io.rivulet.learner.spec.ModelSpec;
import io.rivulet.record.RejectedException;

/**
 * The refusal of a step of a least-squares learner that would overflow, with what to do about it.
 */
public final class Overflow {

  private Overflow() {}

  /**
   * The refusal of a step whose numbers exceed the range of float64.
   *
   * @param gradient the gradient columns of the sample, at least one
   */
  public static RejectedException of(ModelSpec model, double[][] gradient, double[][] weights) {
    int at = 0;
    double largest = 0;
    for (double[] column : gradient) {
      for (int i = 0; i < column.length; i++) {
        if (Math.abs(column[i]) > largest) {
          largest = Math.abs(column[i]);
          at = i;
        }
      }
    }
    String place =
        model.response().weighsInputs()
            ? model.column(at) + " is " + largest
            : "the gradient of weight " + at + " is " + largest;
    return Refusal.numeric(
        "the step would exceed the range of float64: in this sample "
            + place
            + " in size, and the largest weight so far is "
            + Bounds.largest(weights)
            + "; give that feature a scale nearer to 1, or leave the sample out");
  }
}

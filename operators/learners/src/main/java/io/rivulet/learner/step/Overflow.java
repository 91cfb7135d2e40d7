package io.rivulet.learner.step;

import io.rivulet.learner.spec.ModelSpec;
import io.rivulet.record.RejectedException;

/** Says why a step of a least-squares learner cannot be taken, and what to do. */
public final class Overflow {

  private Overflow() {}

  /**
   * A step whose numbers pass the range of float64.
   *
   * @param gradient columns of the sample, at least one
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
        "the step would pass the range of float64: of this sample "
            + place
            + " in size, the largest weight so far "
            + Bounds.largest(weights)
            + "; give that feature a scale nearer to 1, or leave the sample out");
  }
}

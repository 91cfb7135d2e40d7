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
    return Refusal.numeric(
        "the step would exceed the range of float64: in this sample "
            + largest(model, gradient)
            + " in size, and the largest weight so far is "
            + Bounds.largest(weights)
            + "; give that feature a scale nearer to 1, or leave the sample out");
  }

  /**
   * The refusal of an input whose answer has no finite variance.
   *
   * @param gradient the gradient columns of the sample, or its rows
   */
  public static RejectedException ofVariance(ModelSpec model, double[][] gradient) {
    return Refusal.numeric(
        "the variance of the prediction would not be finite: in this sample "
            + largest(model, gradient)
            + " in size; give that feature a scale nearer to 1, or leave the sample out");
  }

  private static String largest(ModelSpec model, double[][] gradient) {
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
    return model.response().weighsInputs()
        ? model.column(at) + " is " + largest
        : "the gradient of weight " + at + " is " + largest;
  }
}

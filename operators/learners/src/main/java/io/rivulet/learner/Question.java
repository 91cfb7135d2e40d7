package io.rivulet.learner;

import io.rivulet.feature.Inputs;
import io.rivulet.kernel.Lanes;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;

/**
 * A single input that is answered from published weights, without their model: refused for the
 * reasons, in the order and in the words in which the model would refuse it.
 */
public final class Question {

  private Question() {}

  /**
   * The input as the numbers that the weights multiply.
   *
   * @param sample a predict of one input
   */
  public static double[] input(Inputs inputs, Sample sample) throws RejectedException {
    inputs.requireKinds(sample);
    Validation.raiseFault(sample, Reason.DIMENSION);
    double[][] x = inputs.rows(sample);
    Validation.raiseFault(sample, Reason.NON_FINITE);
    Validation.requireFinite(sample);
    inputs.requireFinite(x);
    return x[0];
  }

  /** Refuses an answer that is no number. */
  public static double[] answer(double[] y) throws RejectedException {
    if (!Lanes.finite(y)) {
      throw Refusal.numeric("the prediction would not be finite");
    }
    return y;
  }
}

package io.rivulet.learner.step;

import io.rivulet.kernel.Lanes;
import io.rivulet.record.RejectedException;

/**
 * What a learner says to one example, rows one after the other. Absent parts are null; a learner
 * that predicts nothing has no y.
 *
 * @param y prediction, one number an output
 * @param error target minus prediction, in the form of y; of classifiers 0 or 1 a row
 * @param variance of a new target, in the form of y
 * @param leverage of each row
 * @param looResidual error of the model that never saw the row, in the form of y
 * @param closedWindow whether the example closed a window
 */
public record Answer(
    double[] y,
    double[] error,
    double[] variance,
    double[] leverage,
    double[] looResidual,
    boolean closedWindow) {

  /** Of a learner that predicts nothing. */
  public static final Answer NONE = new Answer(null, null, null, null, null, false);

  /** A prediction whose target is not known. */
  public static Answer of(double[] y) {
    return new Answer(y, null, null, null, null, false);
  }

  /**
   * A prediction held against its target.
   *
   * @throws RejectedException {@code NUMERIC} when a difference is not finite
   */
  public static Answer scored(double[] y, double[] target) throws RejectedException {
    double[] error = Lanes.difference(target, y);
    if (!Lanes.finite(error)) {
      throw Refusal.numeric("the prediction error would not be finite");
    }
    return new Answer(y, error, null, null, null, false);
  }

  /**
   * Probabilities of the classes held against the class; the error is 0 or 1.
   *
   * @throws RejectedException {@code NUMERIC} when a probability is not finite
   */
  public static Answer classified(double[] p, int label) throws RejectedException {
    if (!Lanes.finite(p)) {
      throw Refusal.numeric("the prediction would not be finite");
    }
    double[] error = {Softmax.mostProbable(p) == label ? 0 : 1};
    return new Answer(p, error, null, null, null, false);
  }

  /** As the answer to an example that closed a window. */
  public Answer closingWindow() {
    return new Answer(y, error, variance, leverage, looResidual, true);
  }

  /** With the variance of a new target. */
  public Answer withVariance(double[] variances) {
    return new Answer(y, error, variances, leverage, looResidual, closedWindow);
  }

  /** With the leverage of each row. */
  public Answer withLeverage(double[] leverages) {
    return new Answer(y, error, variance, leverages, looResidual, closedWindow);
  }

  /** With the error of the model that never saw the row. */
  public Answer withLooResidual(double[] residuals) {
    return new Answer(y, error, variance, leverage, residuals, closedWindow);
  }
}

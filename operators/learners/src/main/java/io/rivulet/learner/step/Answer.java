package io.rivulet.learner.step;

import io.rivulet.kernel.Lanes;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;

/**
 * The answer of a learner to one example, row by row. Absent parts are null; a learner that
 * predicts nothing has no y.
 *
 * @param y the prediction, one number for each output
 * @param error target minus prediction, in the form of y; for classifiers 0 or 1 for each row
 * @param variance the variance of a new target, in the form of y
 * @param leverage the leverage of each row
 * @param looResidual the error of a model that has not learned the row, in the form of y
 * @param closedWindow whether the example closed a window
 */
public record Answer(
    double[] y,
    double[] error,
    double[] variance,
    double[] leverage,
    double[] looResidual,
    boolean closedWindow) {

  /** The answer of a learner that predicts nothing. */
  public static final Answer NONE = new Answer(null, null, null, null, null, false);

  /** An answer whose target is not known. */
  public static Answer of(double[] y) {
    return new Answer(y, null, null, null, null, false);
  }

  /**
   * A prediction compared with its target.
   *
   * @throws RejectedException {@code NUMERIC} when a difference is not finite
   */
  public static Answer scored(double[] y, double[] target) throws RejectedException {
    return new Answer(y, new double[target.length], null, null, null, false).rescored(target);
  }

  /** An answer of so many zeros, to be {@link #rescored}. */
  static Answer unscored(int numbers) {
    return new Answer(new double[numbers], new double[numbers], null, null, null, false);
  }

  /**
   * This answer, of the same array y with other numbers, compared with another target in place.
   *
   * @throws RejectedException {@code NUMERIC} when a difference is not finite
   */
  Answer rescored(double[] target) throws RejectedException {
    for (int i = 0; i < error.length; i++) {
      error[i] = target[i] - y[i];
    }
    return requireFinite();
  }

  private Answer requireFinite() throws RejectedException {
    if (!Lanes.finite(error)) {
      throw Refusal.numeric("the prediction error would not be finite");
    }
    return this;
  }

  /**
   * Probabilities of the classes compared with the class; the error is 0 or 1.
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

  /**
   * This answer compared with the target of an example; the same when it has none.
   *
   * @throws RejectedException {@code NUMERIC} when a difference is not finite
   */
  public Answer compared(Example example) throws RejectedException {
    if (example.y() == null && example.label() == Sample.NO_LABEL) {
      return this;
    }
    Answer scored =
        example.y() == null ? classified(y, example.label()) : scored(y, example.targets());
    return new Answer(y, scored.error, variance, leverage, null, false);
  }

  /** This answer as one to an example that closed a window. */
  public Answer closingWindow() {
    return new Answer(y, error, variance, leverage, looResidual, true);
  }

  /** This answer with the variance of a new target. */
  public Answer withVariance(double[] variances) {
    return new Answer(y, error, variances, leverage, looResidual, closedWindow);
  }

  /** This answer with the leverage of each row. */
  public Answer withLeverage(double[] leverages) {
    return new Answer(y, error, variance, leverages, looResidual, closedWindow);
  }

  /** This answer with the error of a model that has not learned the row. */
  public Answer withLooResidual(double[] residuals) {
    return new Answer(y, error, variance, leverage, residuals, closedWindow);
  }
}

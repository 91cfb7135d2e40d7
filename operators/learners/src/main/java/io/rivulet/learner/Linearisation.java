package io.rivulet.learner;

import io.rivulet.kernel.Lanes;
import io.rivulet.model.Response;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Stage;

/**
 * A model at the weights of the moment: gradient columns G (p x c), answer F = Gᵀ W and error E = Y
 * - F (both c x q). Scratch of one learner, overwritten by every sample.
 */
final class Linearisation {

  private final Response response;
  private final double[][] gradient;
  private final double[][] error;
  private final double[] answer;

  Linearisation(Response response) {
    this.response = response;
    this.gradient = new double[response.gradients()][response.rows()];
    this.error = new double[response.gradients()][response.columns()];
    this.answer = new double[response.outputs()];
  }

  /** Writes the answer to x into {@code into}. */
  void predict(double[][] weights, double[] x, double[] into) {
    response.gradient(weights, x, gradient);
    response.respond(weights, gradient, into);
  }

  /**
   * Computes gradient, answer and error of an example.
   *
   * @param prediction receives the answer
   * @throws RejectedException {@code NUMERIC} when the answer or the error is not finite
   */
  void at(double[][] weights, Example example, double[] prediction) throws RejectedException {
    predict(weights, example.x(), prediction);
    int columns = response.columns();
    for (int k = 0; k < prediction.length; k++) {
      error[k / columns][k % columns] = example.y()[k] - prediction[k];
    }
    for (double[] row : error) {
      if (!Lanes.finite(row)) {
        throw numeric("the prediction error would not be finite");
      }
    }
  }

  /** As {@link #at}, for an example whose answer nobody asked for. */
  void at(double[][] weights, Example example) throws RejectedException {
    at(weights, example, answer);
  }

  /** G as c columns of p entries; not copied. */
  double[][] gradient() {
    return gradient;
  }

  /** E as c rows of q entries; not copied. */
  double[][] error() {
    return error;
  }

  static RejectedException numeric(String message) {
    return new RejectedException(Reason.NUMERIC, Stage.LEARN, message + "; the state is unchanged");
  }
}

package io.rivulet.learner.step;

import io.rivulet.kernel.Lanes;
import io.rivulet.model.Response;
import io.rivulet.record.RejectedException;
import java.util.Arrays;

/**
 * A model linearised at its current weights: gradient columns G (p x c), answer F and error E = Y -
 * F (both c x q). The rows of a batch are stacked: n rows of a model with c outputs are one sample
 * with n c outputs. It is scratch memory of one learner and is overwritten by every sample.
 */
public final class Linearisation {

  private final Response response;
  private double[][] gradient;
  private double[][] error;
  private double[] targets;

  public Linearisation(Response response) {
    this.response = response;
    resize(1);
  }

  private void resize(int rows) {
    int columns = rows * response.gradients();
    if (gradient == null || gradient.length != columns) {
      gradient = new double[columns][response.rows()];
      error = new double[columns][response.columns()];
    }
  }

  /** Computes gradient and answer of inputs; the answers are consecutive. */
  public double[] at(double[][] weights, double[][] x) {
    resize(x.length);
    double[] answer = new double[gradient.length * response.columns()];
    for (int i = 0; i < x.length; i++) {
      response.linearise(weights, x[i], gradient, i * response.gradients(), answer);
    }
    return answer;
  }

  /**
   * Computes gradient, answer and error of an example.
   *
   * @throws RejectedException {@code NUMERIC} when the answer or the error is not finite
   */
  public Answer at(double[][] weights, Example example) throws RejectedException {
    targets = example.targets();
    Answer answer = Answer.scored(at(weights, example.x()), targets);
    int q = response.columns();
    for (int k = 0; k < error.length; k++) {
      System.arraycopy(answer.error(), k * q, error[k], 0, q);
    }
    return answer;
  }

  /** The gradient G as c columns of p entries; not copied. */
  public double[][] gradient() {
    return gradient;
  }

  /** The error E as c rows of q entries; not copied. */
  public double[][] error() {
    return error;
  }

  /** Whether this is one row of a linear model, whose answer is its gradient times W. */
  public boolean oneRow() {
    return response.linear() && gradient.length == 1;
  }

  /** The targets Y of an example, row-major; not copied. */
  public double[] targets() {
    return targets;
  }

  /** The number of gradient columns for one row of a batch. */
  public int columnsPerRow() {
    return response.gradients();
  }

  /**
   * The variances of new targets, vₖ = gₖᵀ P gₖ + R, one for each output.
   *
   * @param spreads the values gₖᵀ P gₖ of the columns, at least 0
   * @throws RejectedException {@code NUMERIC} when one is not finite
   */
  public double[] variances(double noise, double... spreads) throws RejectedException {
    int q = response.columns();
    double[] variances = new double[spreads.length * q];
    for (int k = 0; k < spreads.length; k++) {
      Arrays.fill(variances, k * q, (k + 1) * q, spreads[k] + noise);
    }
    if (!Lanes.finite(variances)) {
      throw Refusal.numeric("the variance of the prediction would not be finite");
    }
    return variances;
  }
}

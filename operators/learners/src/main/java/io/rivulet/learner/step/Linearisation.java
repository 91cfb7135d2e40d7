package io.rivulet.learner.step;

import io.rivulet.kernel.Lanes;
import io.rivulet.model.Response;
import io.rivulet.record.RejectedException;

/**
 * Linearises models at their current weights. The rows of a batch are stacked: n rows of a model
 * with c outputs are one sample with n c outputs. An object of this class belongs to one learner.
 *
 * <p>The gradient of a model that only weighs its inputs is the inputs themselves, not copied.
 * Other gradients, of p c doubles, lie in memory that the next call reuses: a {@link Linear} that
 * was returned before throws an exception when it is read after that.
 */
public final class Linearisation {

  private final Response response;
  private final boolean inputsAlone;
  private final Linear alone;

  /** The answers of {@link #alone} without and with a target. */
  private Answer asked = Answer.of(new double[0]);

  private Answer told = Answer.unscored(0);

  private double[][] place;
  private long calls;

  public Linearisation(Response response) {
    this.response = response;
    this.inputsAlone = response.weighsInputs() && !response.bias();
    this.alone = new Linear(this);
    this.place = new double[0][];
  }

  /** Computes gradient and answer of inputs, with consecutive answers. */
  public Linear at(double[][] weights, double[][] x) {
    double[] y = new double[numbers(x.length)];
    double[][] gradient = answer(weights, x, y);
    return new Linear(this).become(gradient, Answer.of(y), null);
  }

  /**
   * As {@link #at(double[][], double[][])}, for a learner that needs one model at a time: the next
   * such call makes the same object another model, and its answer another answer.
   */
  public Linear alone(double[][] weights, double[][] x) {
    int numbers = numbers(x.length);
    if (asked.y().length != numbers) {
      asked = Answer.of(new double[numbers]);
    }
    return alone.become(answer(weights, x, asked.y()), asked, null);
  }

  /**
   * Computes gradient, answer and error of an example.
   *
   * @throws RejectedException {@code NUMERIC} when the answer or the error is not finite
   */
  public Linear at(double[][] weights, Example example) throws RejectedException {
    double[] y = new double[numbers(example.rows())];
    double[][] gradient = answer(weights, example.x(), y);
    double[] targets = example.targets();
    return new Linear(this).become(gradient, Answer.scored(y, targets), targets);
  }

  /**
   * As {@link #at(double[][], Example)}, for a learner that needs one model at a time: the next
   * such call makes the same object another model, and its answer another answer.
   *
   * @throws RejectedException {@code NUMERIC} when the answer or the error is not finite
   */
  public Linear alone(double[][] weights, Example example) throws RejectedException {
    int numbers = numbers(example.rows());
    if (told.y().length != numbers) {
      told = Answer.unscored(numbers);
    }
    double[][] gradient = answer(weights, example.x(), told.y());
    double[] targets = example.targets();
    return alone.become(gradient, told.rescored(targets), targets);
  }

  private int numbers(int rows) {
    return rows * response.gradients() * response.columns();
  }

  private double[][] answer(double[][] weights, double[][] x, double[] y) {
    calls++;
    if (inputsAlone) {
      int q = response.columns();
      for (int i = 0; i < x.length; i++) {
        for (int j = 0; j < q; j++) {
          y[i * q + j] = Lanes.dot(x[i], weights[j], x[i].length);
        }
      }
      return x;
    }
    double[][] gradient = place(x.length * response.gradients());
    for (int i = 0; i < x.length; i++) {
      response.linearise(weights, x[i], gradient, i * response.gradients(), y);
    }
    return gradient;
  }

  private double[][] place(int columns) {
    if (place.length != columns) {
      place = new double[columns][response.rows()];
    }
    return place;
  }

  /** How many models were computed; one whose gradient is its input never grows old. */
  long age() {
    return inputsAlone ? 0 : calls;
  }

  Response response() {
    return response;
  }
}

package io.rivulet.learner.step;

import io.rivulet.model.Response;

/**
 * The rows that the weights of a model multiply, where that is all that it does: input x has the
 * answers rowsᵀ W, and rows of the same x never change.
 */
public interface Design {

  /** p, the entries of a row. */
  int size();

  /** How many directions of many rows are worth keeping beside the model. */
  int directions();

  /**
   * The rows of inputs, c for each, of which the next call may overwrite them.
   *
   * @param weights as columns; they do not matter to the rows
   * @param x rows, not modified
   */
  double[][] rows(double[][] weights, double[][] x);

  /** The gradients of a linear model. */
  static Design of(Response response, int directions) {
    Linearisation model = new Linearisation(response);
    return new Design() {
      @Override
      public int size() {
        return response.rows();
      }

      @Override
      public int directions() {
        return directions;
      }

      @Override
      public double[][] rows(double[][] weights, double[][] x) {
        return model.alone(weights, x).gradient();
      }
    };
  }
}

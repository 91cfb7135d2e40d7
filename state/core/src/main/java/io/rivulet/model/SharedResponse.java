package io.rivulet.model;

import io.rivulet.kernel.Lanes;

/**
 * One weight vector that all outputs share: y = Φᵀ w. Φ is rows x outputs and arrives as x, flat
 * and row-major. The gradient columns are the columns of Φ.
 *
 * @param rows p, length of w, at least 1
 * @param outputs c, length of y, at least 1
 */
public record SharedResponse(int rows, int outputs) implements Response {

  @Override
  public int inputs() {
    return rows * outputs;
  }

  @Override
  public int columns() {
    return 1;
  }

  @Override
  public int gradients() {
    return outputs;
  }

  @Override
  public void linearise(
      double[][] weights, double[] x, double[][] gradient, int first, double[] answer) {
    for (int k = 0; k < outputs; k++) {
      double[] column = gradient[first + k];
      for (int i = 0; i < rows; i++) {
        column[i] = x[i * outputs + k];
      }
      answer[first + k] = Lanes.dot(column, weights[0], rows);
    }
  }
}

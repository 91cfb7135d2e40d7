package io.rivulet.model;

import io.rivulet.kernel.Lanes;
import java.util.Arrays;

/**
 * Independent linear outputs over one input: y = Wᵀ x, W is (inputs + bias) x outputs. One gradient
 * column, x itself, serves every output.
 *
 * @param inputs length of x, at least 1
 * @param outputs length of y, at least 1
 * @param bias whether a constant 1 is appended to x
 */
public record LinearResponse(int inputs, int outputs, boolean bias) implements Response {

  @Override
  public int rows() {
    return bias ? inputs + 1 : inputs;
  }

  @Override
  public int columns() {
    return outputs;
  }

  @Override
  public int gradients() {
    return 1;
  }

  @Override
  public boolean weighsInputs() {
    return true;
  }

  /** The number of weights: rows x columns. */
  public int weights() {
    return rows() * outputs;
  }

  /**
   * The numbers that the rows of W multiply: x, followed by 1 when there is a bias. Either a fresh
   * array or x itself.
   */
  public double[] features(double[] x) {
    if (!bias) {
      return x;
    }
    double[] features = Arrays.copyOf(x, inputs + 1);
    features[inputs] = 1;
    return features;
  }

  @Override
  public void linearise(
      double[][] weights, double[] x, double[][] gradient, int first, double[] answer) {
    double[] column = gradient[first];
    System.arraycopy(x, 0, column, 0, inputs);
    if (bias) {
      column[inputs] = 1;
    }
    for (int j = 0; j < outputs; j++) {
      answer[first * outputs + j] = Lanes.dot(column, weights[j], column.length);
    }
  }
}

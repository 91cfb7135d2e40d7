package io.rivulet.model;

import java.util.List;

/**
 * A multilayer perceptron with linear outputs: h₀ = x, hₗ = σ(hₗ₋₁ Wₗ + bₗ), y = h_L W + b. All
 * weights are one column of p entries: for each layer the in x out matrix row-major, then the bias.
 * The gradient is exact, by backpropagation; an answer and its gradient cost O(c p) time.
 *
 * @param inputs length of x, at least 1
 * @param hidden units of each hidden layer, at least one layer of at least 1
 * @param activation σ
 * @param outputs c, length of y, at least 1
 */
public record MlpResponse(int inputs, List<Integer> hidden, Activation activation, int outputs)
    implements Response {

  public MlpResponse {
    hidden = List.copyOf(hidden);
  }

  /** The number of layers with weights: the hidden ones and the output. */
  public int layers() {
    return hidden.size() + 1;
  }

  /** The number of inputs of layer l, counted from 0. */
  public int fanIn(int layer) {
    return layer == 0 ? inputs : hidden.get(layer - 1);
  }

  /** The number of outputs of layer l, counted from 0. */
  public int fanOut(int layer) {
    return layer == hidden.size() ? outputs : hidden.get(layer);
  }

  @Override
  public int rows() {
    int rows = 0;
    for (int layer = 0; layer < layers(); layer++) {
      rows = Math.addExact(rows, Math.multiplyExact(fanIn(layer) + 1, fanOut(layer)));
    }
    return rows;
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
  public boolean linear() {
    return false;
  }

  @Override
  public void linearise(
      double[][] weights, double[] x, double[][] gradient, int first, double[] answer) {
    double[][] values = forward(weights[0], x);
    System.arraycopy(values[layers()], 0, answer, first, outputs);
    for (int k = 0; k < outputs; k++) {
      backward(weights[0], values, k, gradient[first + k]);
    }
  }

  /** The inputs of each layer, followed by the answer. */
  private double[][] forward(double[] w, double[] x) {
    double[][] values = new double[layers() + 1][];
    values[0] = x;
    int offset = 0;
    for (int layer = 0; layer < layers(); layer++) {
      int out = fanOut(layer);
      double[] z = new double[out];
      int bias = offset + fanIn(layer) * out;
      System.arraycopy(w, bias, z, 0, out);
      for (int i = 0; i < fanIn(layer); i++) {
        double value = values[layer][i];
        for (int j = 0; j < out; j++) {
          z[j] += value * w[offset + i * out + j];
        }
      }
      if (layer < hidden.size()) {
        for (int j = 0; j < out; j++) {
          z[j] = activation.of(z[j]);
        }
      }
      values[layer + 1] = z;
      offset = bias + out;
    }
    return values;
  }

  private void backward(double[] w, double[][] values, int output, double[] gradient) {
    double[] delta = new double[outputs];
    delta[output] = 1;
    int end = w.length;
    for (int layer = layers() - 1; layer >= 0; layer--) {
      int in = fanIn(layer);
      int out = fanOut(layer);
      int bias = end - out;
      int offset = bias - in * out;
      System.arraycopy(delta, 0, gradient, bias, out);
      double[] before = new double[in];
      for (int i = 0; i < in; i++) {
        double value = values[layer][i];
        double sum = 0;
        for (int j = 0; j < out; j++) {
          gradient[offset + i * out + j] = value * delta[j];
          sum += w[offset + i * out + j] * delta[j];
        }
        before[i] = layer == 0 ? 0 : sum * activation.slope(value);
      }
      delta = before;
      end = offset;
    }
  }
}

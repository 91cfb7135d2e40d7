package io.rivulet.model;

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
  public void gradient(double[][] weights, double[] x, double[][] into) {
    System.arraycopy(x, 0, into[0], 0, inputs);
    if (bias) {
      into[0][inputs] = 1;
    }
  }
}

package io.rivulet.model;

import io.rivulet.kernel.Lanes;

/**
 * How weights W (rows p x columns q) answer an input x. For the learners every model is the block F
 * = Gᵀ W with c gradient columns G (p x c), so that an input has c q outputs, row-major in F:
 * {@link LinearResponse} has c = 1 and q outputs over one x, {@link SharedResponse} has q = 1 and c
 * outputs.
 *
 * <p>Weights are passed as q columns of p entries.
 */
public sealed interface Response permits LinearResponse, SharedResponse {

  /** Length of x. */
  int inputs();

  /** Length of y: c q. */
  int outputs();

  /** p, rows of W. */
  int rows();

  /** q, columns of W. */
  int columns();

  /** c, columns of G. */
  int gradients();

  /**
   * Writes the gradient columns at W.
   *
   * @param x finite, of length {@link #inputs}, not modified
   * @param into c columns of p entries, overwritten
   */
  void gradient(double[][] weights, double[] x, double[][] into);

  /**
   * Writes the outputs F = Gᵀ W.
   *
   * @param gradient what {@link #gradient} wrote for this x and these weights
   * @param into c q entries, overwritten
   */
  default void respond(double[][] weights, double[][] gradient, double[] into) {
    for (int k = 0; k < gradient.length; k++) {
      for (int j = 0; j < weights.length; j++) {
        into[k * weights.length + j] = Lanes.dot(gradient[k], weights[j], weights[j].length);
      }
    }
  }
}

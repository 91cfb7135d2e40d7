package io.rivulet.model;

/**
 * How weights W (rows p x columns q) answer an input x, and how the answer changes with them. For
 * the learners every model is a block of c x q outputs F(W), row-major, with gradient columns G (p
 * x c): {@link LinearResponse} has c = 1 and q outputs over one x, {@link SharedResponse} and
 * {@link MlpResponse} have q = 1 and c outputs.
 *
 * <p>Weights are passed as q columns of p entries.
 */
public sealed interface Response permits LinearResponse, SharedResponse, MlpResponse {

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

  /** Whether the last row of W multiplies a constant 1 that follows x. */
  default boolean bias() {
    return false;
  }

  /**
   * Whether row j of W multiplies entry j of x. If so, the one gradient column is x itself,
   * followed by 1 when there is a bias.
   */
  default boolean weighsInputs() {
    return false;
  }

  /** Whether the answer is linear in the weights, so that its gradient depends on x alone. */
  default boolean linear() {
    return true;
  }

  /**
   * Writes the answer and its gradient at W.
   *
   * @param x finite, of length {@link #inputs}, not modified
   * @param gradient receives c columns of p entries, the first at index {@code first}
   * @param first index of the first gradient column
   * @param answer receives c q outputs, the first at index {@code first} q
   */
  void linearise(double[][] weights, double[] x, double[][] gradient, int first, double[] answer);
}

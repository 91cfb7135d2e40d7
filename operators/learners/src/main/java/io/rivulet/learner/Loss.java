package io.rivulet.learner;

/** A smooth function of D weights, to be minimised in a sum with others. */
interface Loss {

  /** The value at w. */
  double value(double[] w);

  /** Adds the gradient at w to D entries. */
  void addGradient(double[] w, double[] gradient);

  /**
   * Adds the Hessian at w, or a matrix in its place that is never negative, to the rows of its
   * lower triangle.
   */
  void addHessian(double[] w, double[][] lower);

  /** Whether the Hessian is positive definite at every w, be it hidden by rounding. */
  default boolean curved() {
    return false;
  }
}

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

  /**
   * What a step can bend the Hessian by: no entry of vᵀ H v changes by more than a factor exp of
   * this, whatever v; 0 where the Hessian is constant, or where nothing is known.
   */
  default double bend(double[] step) {
    return 0;
  }

  /** K where the K weights of a row may all move by the same and nothing changes, otherwise 1. */
  default int classes() {
    return 1;
  }

  /** Whether the Hessian is positive definite at every w, be it hidden by rounding. */
  default boolean curved() {
    return false;
  }
}

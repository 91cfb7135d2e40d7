package io.rivulet.learner.window;

import io.rivulet.kernel.TriangularFactor;

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

  /** Whether there is a root of the Hessian: {@link #addRoot}. */
  default boolean rooted() {
    return false;
  }

  /**
   * Adds to a factor the rows whose squares make the Hessian at w, which have the digits that their
   * sum may hide.
   */
  default void addRoot(double[] w, TriangularFactor into) {
    throw new UnsupportedOperationException("no root");
  }

  /**
   * A bound of how much a step can bend the Hessian: vᵀ H v changes by no more than a factor exp of
   * this, whatever v is; 0 when the Hessian is constant or when nothing is known.
   */
  default double bend(double[] step) {
    return 0;
  }

  /** The largest sum of sizes of the terms that a step adds up to a logit; 0 without logits. */
  default double reach(double[] step) {
    return 0;
  }

  /** Whether the Hessian is positive definite at every w, even if rounding hides it. */
  default boolean curved() {
    return false;
  }
}

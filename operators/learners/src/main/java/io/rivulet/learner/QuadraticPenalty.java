package io.rivulet.learner;

import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.SymmetricMatrix;

/**
 * ½ (w - c)ᵀ Λ (w - c): the price of leaving what earlier windows found. O(D²).
 *
 * <p>Reference: P. Yun's note on regularisation-based incremental learning, equation (3), with the
 * factor ½ that it lacks.
 *
 * @param centre c, not copied
 * @param precision Λ, not copied
 */
record QuadraticPenalty(double[] centre, SymmetricMatrix precision) implements Loss {

  @Override
  public double value(double[] w) {
    double[] away = Lanes.difference(w, centre);
    double[] pull = new double[w.length];
    precision.multiply(away, pull);
    return 0.5 * Lanes.dot(away, pull, w.length);
  }

  @Override
  public void addGradient(double[] w, double[] gradient) {
    double[] pull = new double[w.length];
    precision.multiply(Lanes.difference(w, centre), pull);
    Lanes.axpy(1, pull, gradient, w.length);
  }

  @Override
  public void addHessian(double[] w, double[][] lower) {
    precision.addTo(1, lower);
  }

  /** Of a Λ that grew by Hessians from a multiple of I. */
  @Override
  public boolean curved() {
    for (int i = 0; i < precision.size(); i++) {
      if (!(precision.entry(i, i) > 0)) {
        return false;
      }
    }
    return true;
  }
}

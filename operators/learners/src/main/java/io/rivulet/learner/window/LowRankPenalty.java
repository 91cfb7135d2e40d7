package io.rivulet.learner.window;

import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.OrthonormalBasis;
import io.rivulet.kernel.Sketch;

/**
 * ½ (δ ‖w - c‖² + ‖diag(s) Uᵀ (w - c)‖²): the quadratic penalty of Λ = δ I + U diag(s)² Uᵀ. O(r p),
 * its Hessian O(r p² / 2).
 *
 * @param centre c, not copied
 * @param ridge δ, positive
 * @param sketch U and s, not copied
 */
record LowRankPenalty(double[] centre, double ridge, Sketch sketch) implements Loss {

  @Override
  public double value(double[] w) {
    double[] away = Lanes.difference(w, centre);
    double value = ridge * Lanes.dot(away, away, away.length);
    for (int k = 0; k < sketch.rank(); k++) {
      double stretched =
          sketch.singularValues()[k] * Lanes.dot(sketch.basis().column(k), away, away.length);
      value += stretched * stretched;
    }
    return 0.5 * value;
  }

  @Override
  public void addGradient(double[] w, double[] gradient) {
    double[] away = Lanes.difference(w, centre);
    Lanes.axpy(ridge, away, gradient, away.length);
    for (int k = 0; k < sketch.rank(); k++) {
      double[] column = sketch.basis().column(k);
      Lanes.axpy(square(k) * Lanes.dot(column, away, away.length), column, gradient, away.length);
    }
  }

  @Override
  public void addHessian(double[] w, double[][] lower) {
    OrthonormalBasis basis = sketch.basis();
    for (int i = 0; i < lower.length; i++) {
      lower[i][i] += ridge;
      for (int k = 0; k < sketch.rank(); k++) {
        Lanes.axpy(square(k) * basis.column(k)[i], basis.column(k), lower[i], i + 1);
      }
    }
  }

  @Override
  public boolean curved() {
    return ridge > 0;
  }

  private double square(int k) {
    return sketch.singularValues()[k] * sketch.singularValues()[k];
  }
}

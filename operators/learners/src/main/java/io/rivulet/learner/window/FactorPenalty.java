package io.rivulet.learner.window;

import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.TriangularFactor;

/**
 * ½ ‖L (t + b)‖²: the price of a move t from weights that are b away from where the precision Lᵀ L
 * holds them. O(D²), the first Hessian O(D³ / 6).
 *
 * <p>Reference: P. Yun's note on regularisation-based incremental learning ({@code
 * operators/learners/docs/incremental-learning-note.md}), equation (3), with the factor ½ that it
 * lacks.
 */
final class FactorPenalty implements Loss {

  private final TriangularFactor factor;
  private final double[] away;
  private double[][] precision;

  /**
   * @param factor L, not copied
   * @param away b, not copied
   */
  FactorPenalty(TriangularFactor factor, double[] away) {
    this.factor = factor;
    this.away = away;
  }

  /** L (t + b). */
  private double[] pull(double[] t) {
    double[] from = away.clone();
    double[] pull = new double[t.length];
    Lanes.axpy(1, t, from, t.length);
    factor.multiply(from, pull);
    return pull;
  }

  @Override
  public double value(double[] t) {
    double[] pull = pull(t);
    return 0.5 * Lanes.dot(pull, pull, pull.length);
  }

  @Override
  public void addGradient(double[] t, double[] gradient) {
    double[] turned = new double[t.length];
    factor.multiplyTransposed(pull(t), turned);
    Lanes.axpy(1, turned, gradient, t.length);
  }

  @Override
  public void addHessian(double[] t, double[][] lower) {
    addHessian(1, lower);
  }

  /** Adds a multiple of Lᵀ L to the rows of a lower triangle. */
  void addHessian(double share, double[][] lower) {
    if (precision == null) {
      precision = NewtonSystem.triangle(factor.size());
      factor.addSquareTo(precision);
    }
    for (int i = 0; i < lower.length; i++) {
      Lanes.axpy(share, precision[i], lower[i], i + 1);
    }
  }

  @Override
  public boolean rooted() {
    return true;
  }

  @Override
  public void addRoot(double[] t, TriangularFactor into) {
    addRoot(1, into);
  }

  /** Adds root L to a factor. */
  void addRoot(double root, TriangularFactor into) {
    double[] row = new double[factor.size()];
    for (int i = 0; i < factor.size(); i++) {
      for (int j = 0; j < row.length; j++) {
        row[j] = root * factor.entry(i, j);
      }
      into.add(row);
    }
  }

  @Override
  public boolean curved() {
    return true;
  }
}

package io.rivulet.learner;

import io.rivulet.kernel.Cholesky;
import io.rivulet.kernel.Lanes;
import io.rivulet.record.RejectedException;

/**
 * The gain of a least-squares step over gradients G (p x c) with V = P G: K E = V S⁻¹ E with S = R
 * I + Gᵀ V. O(c² p).
 */
final class Gain {

  private Gain() {}

  /**
   * S⁻¹ E as fresh rows, by Cholesky.
   *
   * @throws RejectedException {@code NUMERIC} when S is not positive definite
   */
  static double[][] solve(double[][] gradient, double[][] v, double noise, double[][] error)
      throws RejectedException {
    double[][] s = new double[v.length][v.length];
    double[][] solved = new double[v.length][];
    for (int i = 0; i < v.length; i++) {
      solved[i] = error[i].clone();
      for (int j = 0; j <= i; j++) {
        double product = Lanes.dot(gradient[i], v[j], v[j].length);
        s[i][j] = i == j ? noise + product : product;
      }
    }
    if (!Cholesky.factor(s)) {
      throw Linearisation.numeric("the denominator of the gain would not be finite and positive");
    }
    Cholesky.forward(s, solved, solved[0].length);
    Cholesky.backward(s, solved, solved[0].length);
    return solved;
  }
}

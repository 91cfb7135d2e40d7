package io.rivulet.learner;

import io.rivulet.kernel.Cholesky;
import io.rivulet.kernel.Lanes;
import io.rivulet.record.RejectedException;

/**
 * The gain of a least-squares step over gradients G (p x c) with V = P G, factored:
 *
 * <pre>
 * S = N + Gᵀ V = L D Lᵀ,  Z = V L⁻ᵀ,  F = D⁻¹ L⁻¹ E
 * K E = V S⁻¹ E = Z F,  K S Kᵀ = Z D⁻¹ Zᵀ
 * </pre>
 *
 * Scratch of one learner. O(c² p).
 */
final class Gain {

  private final int p;
  private final int q;
  private double[][] z = {};
  private double[][] s;
  private double[][] f;
  private int rank;

  Gain(int p, int q) {
    this.p = p;
    this.q = q;
  }

  /** Makes room for c columns: where V is written, to be overwritten by Z. */
  double[][] columns(int c) {
    if (z.length != c) {
      z = new double[c][p];
      s = new double[c][c];
      f = new double[c][q];
    }
    return z;
  }

  /**
   * Factors, from V in the columns.
   *
   * @param noise the diagonal of N
   * @param sign of Gᵀ V: -1 for a step that is taken back
   * @throws RejectedException {@code NUMERIC} when S is not positive definite
   */
  void factor(double[][] gradient, double[][] error, double[] noise, double sign)
      throws RejectedException {
    innovation(gradient, z, noise, sign, s);
    copy(error);
    if (!Cholesky.factor(s)) {
      throw notPositive();
    }
    Cholesky.forward(s, z, p);
    Cholesky.forward(s, f, q);
    Cholesky.divide(s, f, q);
    rank = z.length;
  }

  /**
   * Factors where S may be singular: S⁺ = L D⁻¹ Lᵀ by singular values, those up to a cut counting
   * as zero. O(c³ + c² p).
   *
   * @throws RejectedException {@code NUMERIC} when S is not finite
   */
  void factorSingular(double[][] gradient, double[][] error, double[] noise, double cut)
      throws RejectedException {
    innovation(gradient, z, noise, 1, s);
    int c = z.length;
    for (int i = 0; i < c; i++) {
      if (!Lanes.finite(s[i])) {
        throw notPositive();
      }
      for (int j = 0; j < i; j++) {
        s[j][i] = s[i][j];
      }
    }
    SmallSvd svd = new SmallSvd(s);
    rank = svd.rank(cut);
    double[][] v = new double[c][];
    for (int k = 0; k < c; k++) {
      v[k] = z[k].clone();
    }
    for (int k = 0; k < rank; k++) {
      z[k] = new double[p];
      f[k] = new double[q];
      for (int i = 0; i < c; i++) {
        Lanes.axpy(svd.u()[i][k], v[i], z[k], p);
        Lanes.axpy(svd.u()[i][k] / svd.values()[k], error[i], f[k], q);
      }
      s[k][k] = svd.values()[k];
    }
  }

  /** S⁻¹ E as fresh rows, by Cholesky: for a gain V S⁻¹ E whose P is kept in another form. */
  static double[][] solve(double[][] gradient, double[][] v, double noise, double[][] error)
      throws RejectedException {
    double[][] s = new double[v.length][v.length];
    double[][] solved = new double[v.length][];
    double[] diagonal = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      solved[i] = error[i].clone();
      diagonal[i] = noise;
    }
    innovation(gradient, v, diagonal, 1, s);
    if (!Cholesky.factor(s)) {
      throw notPositive();
    }
    Cholesky.forward(s, solved, solved[0].length);
    Cholesky.backward(s, solved, solved[0].length);
    return solved;
  }

  /** Writes the lower triangle of N + sign Gᵀ V. */
  private static void innovation(
      double[][] gradient, double[][] v, double[] noise, double sign, double[][] into) {
    for (int i = 0; i < v.length; i++) {
      for (int j = 0; j <= i; j++) {
        double product = sign * Lanes.dot(gradient[i], v[j], v[j].length);
        into[i][j] = i == j ? noise[i] + product : product;
      }
    }
  }

  private void copy(double[][] error) {
    for (int i = 0; i < f.length; i++) {
      System.arraycopy(error[i], 0, f[i], 0, q);
    }
  }

  private static RejectedException notPositive() {
    return Linearisation.numeric(
        "the denominator of the gain would not be finite and positive, as when more is unlearned than"
            + " was learned");
  }

  /** Z as rank columns of p entries; not copied. */
  double[][] columns() {
    return z;
  }

  /** F as rank rows of q entries; not copied. */
  double[][] coefficients() {
    return f;
  }

  /** Entry k of D. */
  double pivot(int k) {
    return s[k][k];
  }

  /** How many columns Z has; the rest of the columns is undefined. */
  int rank() {
    return rank;
  }
}

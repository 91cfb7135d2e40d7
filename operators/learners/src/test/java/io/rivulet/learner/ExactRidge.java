package io.rivulet.learner;

import java.math.BigDecimal;
import java.math.MathContext;

/** The minimum of Σ ωᵢ (yᵢ - xᵢᵀ w)² + π ‖w‖² by normal equations of 500 digits. */
public final class ExactRidge {

  private static final MathContext DIGITS = new MathContext(500);

  private ExactRidge() {}

  public static double[] solve(double[][] x, double[] y, double[] weight, BigDecimal prior) {
    int p = x[0].length;
    BigDecimal[][] a = new BigDecimal[p][p + 1];
    for (int i = 0; i < p; i++) {
      for (int j = 0; j <= p; j++) {
        a[i][j] = i == j ? prior : BigDecimal.ZERO;
      }
    }
    for (int k = 0; k < x.length; k++) {
      for (int i = 0; i < p; i++) {
        BigDecimal factor = new BigDecimal(weight[k]).multiply(new BigDecimal(x[k][i]));
        for (int j = 0; j <= p; j++) {
          BigDecimal other = new BigDecimal(j < p ? x[k][j] : y[k]);
          a[i][j] = a[i][j].add(factor.multiply(other), DIGITS);
        }
      }
    }
    return eliminate(a);
  }

  /** Gauss and Jordan; no pivoting, as the matrix is positive definite. */
  private static double[] eliminate(BigDecimal[][] a) {
    int p = a.length;
    for (int k = 0; k < p; k++) {
      for (int i = 0; i < p; i++) {
        if (i != k) {
          BigDecimal factor = a[i][k].divide(a[k][k], DIGITS);
          for (int j = k; j <= p; j++) {
            a[i][j] = a[i][j].subtract(factor.multiply(a[k][j]), DIGITS);
          }
        }
      }
    }
    double[] solution = new double[p];
    for (int i = 0; i < p; i++) {
      solution[i] = a[i][p].divide(a[i][i], DIGITS).doubleValue();
    }
    return solution;
  }
}

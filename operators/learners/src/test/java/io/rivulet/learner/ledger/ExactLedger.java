package io.rivulet.learner.ledger;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/**
 * Ridge regression in numbers of 120 digits: the minimum of Σ ωᵢ (yᵢ - xᵢᵀ w)² + wᵀ Π w, and how
 * much rounding weighs in it.
 */
final class ExactLedger {

  private static final MathContext DIGITS = new MathContext(120);

  private final int p;
  private final BigDecimal[][] h;
  private final BigDecimal[] right;
  private BigDecimal squares = BigDecimal.ZERO;

  ExactLedger(double[] prior) {
    this.p = prior.length;
    this.h = new BigDecimal[p][p];
    this.right = new BigDecimal[p];
    for (int i = 0; i < p; i++) {
      right[i] = BigDecimal.ZERO;
      for (int j = 0; j < p; j++) {
        h[i][j] = i == j ? new BigDecimal(prior[i]) : BigDecimal.ZERO;
      }
    }
  }

  /**
   * On columns about their weighted mean, as is the target, with the ridge times the variance of
   * each as its prior.
   */
  static ExactLedger standardised(double[][] x, double[] y, double[] weight, double ridge) {
    int p = x[0].length;
    ExactLedger exact = new ExactLedger(new double[p]);
    BigDecimal n = BigDecimal.ZERO;
    BigDecimal[] sum = new BigDecimal[p + 1];
    Arrays.fill(sum, BigDecimal.ZERO);
    for (int i = 0; i < x.length; i++) {
      BigDecimal share = new BigDecimal(weight[i]);
      exact.add(weight[i], x[i], y[i]);
      n = n.add(share);
      for (int j = 0; j <= p; j++) {
        double value = j < p ? x[i][j] : y[i];
        sum[j] = sum[j].add(share.multiply(new BigDecimal(value)), DIGITS);
      }
    }
    exact.centre(sum, n, new BigDecimal(ridge));
    return exact;
  }

  private void centre(BigDecimal[] sum, BigDecimal n, BigDecimal ridge) {
    BigDecimal[] mean = new BigDecimal[p + 1];
    Arrays.setAll(mean, j -> sum[j].divide(n, DIGITS));
    squares = squares.subtract(mean[p].multiply(sum[p]), DIGITS);
    for (int i = 0; i < p; i++) {
      right[i] = right[i].subtract(mean[i].multiply(sum[p]), DIGITS);
      for (int j = 0; j < p; j++) {
        h[i][j] = h[i][j].subtract(mean[i].multiply(sum[j]), DIGITS);
      }
      h[i][i] = h[i][i].add(ridge.multiply(h[i][i]).divide(n, DIGITS));
    }
  }

  void add(double weight, double[] x, double y) {
    BigDecimal target = new BigDecimal(y);
    squares = squares.add(new BigDecimal(weight).multiply(target).multiply(target), DIGITS);
    for (int i = 0; i < p; i++) {
      BigDecimal share = new BigDecimal(weight).multiply(new BigDecimal(x[i]), DIGITS);
      right[i] = right[i].add(share.multiply(target), DIGITS);
      for (int j = 0; j < p; j++) {
        h[i][j] = h[i][j].add(share.multiply(new BigDecimal(x[j])), DIGITS);
      }
    }
  }

  /** √Hⱼⱼ, the unit of weight j over that of √ω y. */
  double unit(int j) {
    return h[j][j].sqrt(MathContext.DECIMAL64).doubleValue();
  }

  /** √Σ ω y². */
  double size() {
    return squares.sqrt(MathContext.DECIMAL64).doubleValue();
  }

  /** w, or null when the samples do not determine it. */
  double[] weights() {
    BigDecimal[] exact = solve(right);
    if (exact == null) {
      return null;
    }
    double[] weights = new double[p];
    for (int j = 0; j < p; j++) {
      weights[j] = exact[j].doubleValue();
    }
    return weights;
  }

  /** √ of what w leaves of Σ ω y², prior included. */
  double rest() {
    BigDecimal[] exact = solve(right);
    BigDecimal rest = squares;
    for (int j = 0; j < p; j++) {
      rest = rest.subtract(exact[j].multiply(right[j]), DIGITS);
    }
    return Math.sqrt(Math.max(0, rest.doubleValue()));
  }

  /** p tr (S H S)⁻¹, at least the condition of the scaled H. */
  double condition() {
    BigDecimal sum = BigDecimal.ZERO;
    for (int j = 0; j < p; j++) {
      BigDecimal[] unit = new BigDecimal[p];
      for (int i = 0; i < p; i++) {
        unit[i] = i == j ? BigDecimal.ONE : BigDecimal.ZERO;
      }
      sum = sum.add(solve(unit)[j].multiply(h[j][j]), DIGITS);
    }
    return p * sum.doubleValue();
  }

  /** Gauss's method; null for a singular H. */
  private BigDecimal[] solve(BigDecimal[] b) {
    BigDecimal[][] a = new BigDecimal[p][];
    BigDecimal[] solution = b.clone();
    for (int i = 0; i < p; i++) {
      a[i] = h[i].clone();
    }
    for (int k = 0; k < p; k++) {
      if (a[k][k].signum() <= 0 || negligible(a[k][k], h[k][k])) {
        return null;
      }
      for (int i = k + 1; i < p; i++) {
        BigDecimal factor = a[i][k].divide(a[k][k], DIGITS);
        for (int j = k; j < p; j++) {
          a[i][j] = a[i][j].subtract(factor.multiply(a[k][j]), DIGITS);
        }
        solution[i] = solution[i].subtract(factor.multiply(solution[k]), DIGITS);
      }
    }
    for (int k = p - 1; k >= 0; k--) {
      for (int j = k + 1; j < p; j++) {
        solution[k] = solution[k].subtract(a[k][j].multiply(solution[j]), DIGITS);
      }
      solution[k] = solution[k].divide(a[k][k], DIGITS);
    }
    return solution;
  }

  private static boolean negligible(BigDecimal pivot, BigDecimal before) {
    return pivot.compareTo(before.movePointLeft(100)) < 0;
  }
}

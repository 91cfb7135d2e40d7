package io.rivulet.learner.window;

import io.rivulet.learner.step.Softmax;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/**
 * Softmax regression in decimal numbers of 80 digits: how far weights are from the minimum of Σ ω
 * CE + ½ (w - w₀)ᵀ Λ (w - w₀). The distance is one Newton step, H⁻¹ g, right to the square of the
 * change of logits that the step makes.
 */
final class ExactSoftmax {

  private static final MathContext DIGITS = new MathContext(80);

  private final BigDecimal[] w;
  private final int weights;
  private final BigDecimal[] gradient;
  private final BigDecimal[][] hessian;

  /** At weights w, without samples. */
  ExactSoftmax(BigDecimal[] w) {
    this.w = w;
    this.weights = w.length;
    this.gradient = new BigDecimal[weights];
    this.hessian = new BigDecimal[weights][weights];
    Arrays.fill(gradient, BigDecimal.ZERO);
    for (BigDecimal[] row : hessian) {
      Arrays.fill(row, BigDecimal.ZERO);
    }
  }

  static BigDecimal[] exact(double[] values) {
    return Arrays.stream(values).mapToObj(BigDecimal::new).toArray(BigDecimal[]::new);
  }

  /**
   * H⁻¹ g at w.
   *
   * @param target distributions over the classes of each input
   * @param precision Λ as rows
   * @param held added to the curvature of shifts of all classes, along which w and the start do not
   *     differ but for rounding: so large that the rounding of Λ there does not count
   */
  static double[] step(
      double[] w,
      double[][] x,
      double[][] target,
      double[] weight,
      double[][] precision,
      double[] start,
      double held) {
    ExactSoftmax sum = new ExactSoftmax(exact(w));
    for (int i = 0; i < x.length; i++) {
      sum.add(x[i], target[i], weight[i]);
    }
    BigDecimal[][] entries = new BigDecimal[w.length][w.length];
    for (int i = 0; i < w.length; i++) {
      for (int j = 0; j < w.length; j++) {
        boolean shift = i / target[0].length == j / target[0].length;
        entries[i][j] = new BigDecimal(precision[i][j]).add(new BigDecimal(shift ? held : 0));
      }
    }
    sum.hold(entries, exact(start));
    return Arrays.stream(sum.solve()).mapToDouble(BigDecimal::doubleValue).toArray();
  }

  /** Adds ½ (w - w₀)ᵀ Λ (w - w₀). */
  void hold(BigDecimal[][] precision, BigDecimal[] start) {
    for (int i = 0; i < weights; i++) {
      for (int j = 0; j < weights; j++) {
        BigDecimal away = w[j].subtract(start[j]);
        gradient[i] = gradient[i].add(precision[i][j].multiply(away, DIGITS), DIGITS);
        hessian[i][j] = hessian[i][j].add(precision[i][j], DIGITS);
      }
    }
  }

  /** The sum of the Hessians; not copied. */
  BigDecimal[][] hessian() {
    return hessian;
  }

  /** Adds the cross-entropy of a sample. */
  void add(double[] x, double[] target, double weight) {
    int classes = target.length;
    BigDecimal[] p = probabilities(x, classes);
    BigDecimal[] errors = p.clone();
    Arrays.setAll(errors, k -> p[k].subtract(new BigDecimal(target[k]), DIGITS));
    int likely = Softmax.mostProbable(target);
    for (int i = 0; i < weights; i++) {
      int k = i % classes;
      BigDecimal factor = new BigDecimal(weight).multiply(new BigDecimal(x[i / classes]), DIGITS);
      BigDecimal error = k == likely ? others(errors, k).negate() : errors[k];
      gradient[i] = gradient[i].add(factor.multiply(error, DIGITS), DIGITS);
      for (int j = 0; j < weights; j++) {
        int l = j % classes;
        BigDecimal spread = k == l ? others(p, k) : p[l].negate();
        BigDecimal entry = factor.multiply(new BigDecimal(x[j / classes]), DIGITS);
        entry = entry.multiply(p[k], DIGITS).multiply(spread, DIGITS);
        hessian[i][j] = hessian[i][j].add(entry, DIGITS);
      }
    }
  }

  BigDecimal[] probabilities(double[] x, int classes) {
    BigDecimal[] p = new BigDecimal[classes];
    BigDecimal sum = BigDecimal.ZERO;
    for (int k = 0; k < classes; k++) {
      BigDecimal logit = BigDecimal.ZERO;
      for (int j = 0; j < x.length; j++) {
        logit = logit.add(w[j * classes + k].multiply(new BigDecimal(x[j]), DIGITS), DIGITS);
      }
      p[k] = exp(logit);
      sum = sum.add(p[k], DIGITS);
    }
    for (int k = 0; k < classes; k++) {
      p[k] = p[k].divide(sum, DIGITS);
    }
    return p;
  }

  /** The sum of all entries but one: 1 - pₖ to all digits. */
  private static BigDecimal others(BigDecimal[] p, int k) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int l = 0; l < p.length; l++) {
      sum = l == k ? sum : sum.add(p[l], DIGITS);
    }
    return sum;
  }

  /** By the series at z / 2¹⁶, squared 16 times. */
  private static BigDecimal exp(BigDecimal z) {
    BigDecimal small = z.divide(BigDecimal.valueOf(1 << 16), DIGITS);
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = BigDecimal.ONE;
    for (int i = 1; i < 32; i++) {
      term = term.multiply(small, DIGITS).divide(BigDecimal.valueOf(i), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    for (int i = 0; i < 16; i++) {
      sum = sum.multiply(sum, DIGITS);
    }
    return sum;
  }

  /** By elimination: a positive definite matrix needs no pivots. */
  BigDecimal[] solve() {
    for (int k = 0; k < weights; k++) {
      for (int i = k + 1; i < weights; i++) {
        BigDecimal factor = hessian[i][k].divide(hessian[k][k], DIGITS);
        for (int j = k; j < weights; j++) {
          hessian[i][j] = hessian[i][j].subtract(factor.multiply(hessian[k][j], DIGITS), DIGITS);
        }
        gradient[i] = gradient[i].subtract(factor.multiply(gradient[k], DIGITS), DIGITS);
      }
    }
    for (int i = weights - 1; i >= 0; i--) {
      for (int j = i + 1; j < weights; j++) {
        gradient[i] = gradient[i].subtract(hessian[i][j].multiply(gradient[j], DIGITS), DIGITS);
      }
      gradient[i] = gradient[i].divide(hessian[i][i], DIGITS);
    }
    return gradient;
  }
}

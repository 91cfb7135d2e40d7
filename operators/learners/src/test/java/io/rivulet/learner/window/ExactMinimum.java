package io.rivulet.learner.window;

import io.rivulet.learner.Oracle;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/**
 * The minimum of Σ ω CE + ½ (w - c)ᵀ Λ (w - c) in decimal numbers of 80 digits.
 *
 * @param target distributions over the classes of each input
 * @param centre c
 */
record ExactMinimum(
    double[][] x,
    double[][] target,
    double[] weight,
    BigDecimal[][] precision,
    BigDecimal[] centre) {

  private static final MathContext DIGITS = new MathContext(80);
  private static final int MAXIMUM_STEPS = 2000;

  /**
   * The minimum by Newton's method, from anywhere: a step that would change a difference of logits
   * by more than 1 is shortened to that.
   */
  BigDecimal[] from(double[] near) {
    BigDecimal[] w = ExactSoftmax.exact(near);
    for (int i = 0; i < MAXIMUM_STEPS; i++) {
      ExactSoftmax sum = evidence(w);
      sum.hold(precision, centre);
      BigDecimal[] step = sum.solve();
      double bend = bend(step);
      BigDecimal share = new BigDecimal(bend > 1 ? 1 / bend : 1);
      for (int j = 0; j < w.length; j++) {
        w[j] = w[j].subtract(share.multiply(step[j], DIGITS), DIGITS);
      }
      if (bend < 1e-15 && norm(step) <= 1e-15 * norm(w)) {
        return w;
      }
    }
    throw new IllegalStateException("no convergence");
  }

  /** The cross-entropy alone, at w. */
  ExactSoftmax evidence(BigDecimal[] w) {
    ExactSoftmax sum = new ExactSoftmax(w);
    for (int i = 0; i < x.length; i++) {
      sum.add(x[i], target[i], weight[i]);
    }
    return sum;
  }

  private double bend(BigDecimal[] step) {
    int classes = target[0].length;
    double largest = 0;
    for (double[] row : x) {
      double[] logits = new double[classes];
      for (int k = 0; k < classes; k++) {
        BigDecimal logit = BigDecimal.ZERO;
        for (int j = 0; j < row.length; j++) {
          logit = logit.add(step[j * classes + k].multiply(new BigDecimal(row[j])), DIGITS);
        }
        logits[k] = logit.doubleValue();
      }
      Arrays.sort(logits);
      largest = Math.max(largest, logits[classes - 1] - logits[0]);
    }
    return largest;
  }

  /** ‖a - b‖. */
  static double distance(BigDecimal[] a, double[] b) {
    BigDecimal[] difference = ExactSoftmax.exact(b);
    Arrays.setAll(difference, i -> difference[i].subtract(a[i], DIGITS));
    return norm(difference);
  }

  private static double norm(BigDecimal[] vector) {
    return Oracle.norm(Arrays.stream(vector).mapToDouble(BigDecimal::doubleValue).toArray());
  }
}

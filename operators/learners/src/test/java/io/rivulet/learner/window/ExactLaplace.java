package io.rivulet.learner.window;

import io.rivulet.learner.window.SoftmaxOracle.Samples;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/**
 * Laplace's windows in decimal numbers of 80 digits: weights and Λ are carried from window to
 * window without rounding to float64.
 */
final class ExactLaplace {

  private static final MathContext DIGITS = new MathContext(80);

  private final BigDecimal decay;
  private BigDecimal[] w;
  private final BigDecimal[][] precision;

  ExactLaplace(int weights, double prior, double decay) {
    this.decay = new BigDecimal(decay);
    this.w = new BigDecimal[weights];
    this.precision = new BigDecimal[weights][weights];
    Arrays.fill(w, BigDecimal.ZERO);
    for (int i = 0; i < weights; i++) {
      Arrays.fill(precision[i], BigDecimal.ZERO);
      precision[i][i] = new BigDecimal(prior);
    }
  }

  /**
   * Learns a window.
   *
   * @param near where the search begins
   */
  void learn(Samples samples, double[] near) {
    ExactMinimum minimum =
        new ExactMinimum(samples.x(), samples.targets(), samples.weight(), precision, w);
    BigDecimal[] next = minimum.from(near);
    BigDecimal[][] hessian = minimum.evidence(next).hessian();
    for (int i = 0; i < next.length; i++) {
      for (int j = 0; j < next.length; j++) {
        precision[i][j] = precision[i][j].multiply(decay, DIGITS).add(hessian[i][j], DIGITS);
      }
    }
    w = next;
  }

  /** How far weights are from the exact ones. */
  double error(double[] weights) {
    return ExactMinimum.distance(w, weights);
  }
}

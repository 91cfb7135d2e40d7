package io.rivulet.learner.window;

import io.rivulet.learner.window.SoftmaxOracle.Samples;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Distillation on all inputs so far, each of the weight 1, in decimal numbers of 80 digits: weights
 * are carried from window to window without rounding to float64.
 */
final class ExactDistillation {

  private final BigDecimal[] zero;
  private final BigDecimal[][] ridge;
  private final List<double[]> support = new ArrayList<>();
  private BigDecimal[] w;

  ExactDistillation(int weights, double ridge) {
    this.zero = new BigDecimal[weights];
    this.ridge = new BigDecimal[weights][weights];
    Arrays.fill(zero, BigDecimal.ZERO);
    for (int i = 0; i < weights; i++) {
      Arrays.fill(this.ridge[i], BigDecimal.ZERO);
      this.ridge[i][i] = new BigDecimal(ridge);
    }
    this.w = zero;
  }

  /**
   * Learns a window.
   *
   * @param near where the search begins
   */
  void learn(Samples samples, double[] near) {
    List<double[]> x = new ArrayList<>(Arrays.asList(samples.x()));
    List<double[]> target = new ArrayList<>(Arrays.asList(samples.targets()));
    double[] weight = Arrays.copyOf(samples.weight(), samples.x().length + support.size());
    Arrays.fill(weight, samples.x().length, weight.length, 1);
    ExactSoftmax teacher = new ExactSoftmax(w);
    for (double[] input : support) {
      x.add(input);
      target.add(
          Arrays.stream(teacher.probabilities(input, samples.classes()))
              .mapToDouble(BigDecimal::doubleValue)
              .toArray());
    }
    w =
        new ExactMinimum(
                x.toArray(double[][]::new), target.toArray(double[][]::new), weight, ridge, zero)
            .from(near);
    support.addAll(Arrays.asList(samples.x()));
  }

  /** How far weights are from the exact ones. */
  double error(double[] weights) {
    return ExactMinimum.distance(w, weights);
  }
}

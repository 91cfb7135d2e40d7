package io.rivulet.experiment.peer;

import io.rivulet.kernel.Lanes;
import java.util.Arrays;

/**
 * ORFit as two public codes have it. Both project the gradient g on what is outside m stored
 * directions, g' = (I - U Uᵀ) g, and fit the sample along it, w ← w + g' e / (g'·g). Neither
 * rotates the basis towards what the stream holds most of: they store residuals.
 *
 * <ul>
 *   <li>{@link #smallestReplaced}: g' / |g'| takes the place of the stored direction whose residual
 *       was shortest when it was stored, if |g'| is longer. Such is the ORFit of a JAX library for
 *       recursive Bayesian estimation ({@code probml/rebayes}, {@code orfit.py}).
 *   <li>{@link #zerosForProducts}: an SVD of [diag(s), 0; 0, |g'|], whose last column has zeros
 *       where Algorithm 3 of the paper has Uᵀg. The SVD of a diagonal matrix sorts it, so that
 *       this, too, drops the shortest. The basis of the first m residuals comes from a full SVD,
 *       whose left factor spans everything: the sample after them has no part outside it, and is
 *       not learned. Such is a TensorFlow code ({@code vanishinggrad/ORFit}, {@code main.py}),
 *       without the 1e-10 of its divisors.
 * </ul>
 *
 * <p>Only the rules are theirs; models, data and orders are those of the comparison.
 */
public final class ResidualRule implements Rule {

  private final int unlearned;
  private final double[][] directions;
  private final double[] lengths;
  private final double[][] weights;
  private int seen;

  private ResidualRule(int memory, double[][] weights, int unlearned) {
    this.directions = new double[memory][weights[0].length];
    this.lengths = new double[memory];
    this.weights = Arrays.stream(weights).map(double[]::clone).toArray(double[][]::new);
    this.unlearned = unlearned;
  }

  /**
   * The rule that replaces the shortest residual.
   *
   * @param memory m, at least 1
   * @param weights the first weights of each output, copied
   */
  public static ResidualRule smallestReplaced(int memory, double[][] weights) {
    return new ResidualRule(memory, weights, 0);
  }

  /**
   * The rule with zeros for products.
   *
   * @param memory m, at least 1
   * @param weights the first weights of each output, copied
   */
  public static ResidualRule zerosForProducts(int memory, double[][] weights) {
    return new ResidualRule(memory, weights, memory + 1);
  }

  @Override
  public void learn(double[] x, double[] y) {
    seen++;
    if (seen == unlearned) {
      return;
    }
    double[] residual = x.clone();
    for (double[] direction : directions) {
      Lanes.axpy(-Lanes.dot(direction, x, x.length), direction, residual, x.length);
    }
    double gain = Lanes.dot(residual, x, x.length);
    if (gain == 0) {
      return;
    }
    for (int o = 0; o < weights.length; o++) {
      double error = y[o] - Lanes.dot(weights[o], x, x.length);
      Lanes.axpy(error / gain, residual, weights[o], x.length);
    }
    store(residual);
  }

  private void store(double[] residual) {
    double length = Lanes.norm(residual);
    int shortest = 0;
    for (int j = 1; j < lengths.length; j++) {
      if (lengths[j] < lengths[shortest]) {
        shortest = j;
      }
    }
    if (length > lengths[shortest]) {
      lengths[shortest] = length;
      directions[shortest] = residual;
      Lanes.scale(1 / length, residual, residual.length);
    }
  }

  @Override
  public double[] answer(double[] x) {
    double[] answers = new double[weights.length];
    Arrays.setAll(answers, o -> Lanes.dot(weights[o], x, x.length));
    return answers;
  }
}

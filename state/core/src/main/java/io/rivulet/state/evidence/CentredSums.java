package io.rivulet.state.evidence;

import io.rivulet.kernel.Lanes;

/**
 * The sums of a weighted linear regression about its means: with x~ = x - mean and y~ alike,
 *
 * <pre>
 * B = Σ ω x~ y~ᵀ,   Σ ω ‖x~‖²,   Σ ω y~²
 * </pre>
 *
 * Means are in units of the samples; all sums are over the {@link Units} of the state. Without an
 * intercept means stay 0.
 */
public final class CentredSums {

  private final double[] mean;
  private final double[] targetMeans;
  private final double[][] products;
  private final double[] targetEnergies;
  private long samples;
  private double weight;
  private double energy;

  CentredSums(
      long samples,
      double weight,
      double energy,
      double[] targetMeans,
      double[] targetEnergies,
      double[] mean,
      double[][] products) {
    this.samples = samples;
    this.weight = weight;
    this.energy = energy;
    this.targetMeans = targetMeans;
    this.targetEnergies = targetEnergies;
    this.mean = mean;
    this.products = products;
  }

  static CentredSums initial(int inputs, int outputs) {
    return new CentredSums(
        0,
        0,
        0,
        new double[outputs],
        new double[outputs],
        new double[inputs],
        new double[outputs][inputs]);
  }

  /** n, the samples of positive weight. */
  public long samples() {
    return samples;
  }

  /** Σ ω. */
  public double weight() {
    return weight;
  }

  /** Σ ω ‖x~‖². */
  public double energy() {
    return energy;
  }

  /** The mean of the inputs, not copied. */
  public double[] mean() {
    return mean;
  }

  /** The mean of each target, not copied. */
  public double[] targetMeans() {
    return targetMeans;
  }

  /** B as a column for each output, not copied. */
  public double[][] products() {
    return products;
  }

  /** Σ ω y~² of an output. */
  public double targetEnergy(int output) {
    return targetEnergies[output];
  }

  /** Counts a sample, and moves the means by a share of what it differs from them. */
  public void count(double omega, double share, double[] inputDifference, double[] difference) {
    samples++;
    weight += omega;
    if (share > 0) {
      Lanes.axpy(share, inputDifference, mean, mean.length);
      Lanes.axpy(share, difference, targetMeans, targetMeans.length);
    }
  }

  /** Adds √ω y~ of an output to Σ ω y~². */
  public void addTarget(int output, double root) {
    targetEnergies[output] += root * root;
  }

  /** Adds √ω ‖x~‖ to Σ ω ‖x~‖². */
  public void addInput(double root) {
    energy += root * root;
  }

  /**
   * Adds the sums of another state in the same units, whose means lie at a distance.
   *
   * @param distance of the means of the inputs, over their unit
   * @param targetDistances of the means of the targets, over their units
   * @return the weight Ω₁ Ω₂ / (Ω₁ + Ω₂) of the distance as a sample about the common mean; 0 when
   *     there is no intercept
   */
  public double add(
      CentredSums other, boolean centred, double[] distance, double[] targetDistances) {
    double share = other.weight / (weight + other.weight);
    double factor = centred ? weight * share : 0;
    energy += other.energy + factor * Lanes.dot(distance, distance, distance.length);
    for (int j = 0; j < products.length; j++) {
      double difference = targetDistances[j];
      Lanes.axpy(1, other.products[j], products[j], distance.length);
      Lanes.axpy(factor * difference, distance, products[j], distance.length);
      targetEnergies[j] += other.targetEnergies[j] + factor * difference * difference;
    }
    Lanes.axpy(share, Lanes.difference(other.mean, mean), mean, mean.length);
    double[] apart = Lanes.difference(other.targetMeans, targetMeans);
    Lanes.axpy(share, apart, targetMeans, apart.length);
    weight += other.weight;
    samples += other.samples;
    return factor;
  }

  /** Divides all sums by the powers of two by which their units grow. */
  void rescale(int input, int[] targets, int root) {
    weight = Units.over(weight, 2 * root);
    energy = Units.over(energy, 2 * (input + root));
    for (int j = 0; j < products.length; j++) {
      targetEnergies[j] = Units.over(targetEnergies[j], 2 * (targets[j] + root));
      Units.divide(products[j], input + targets[j] + 2 * root);
    }
  }

  double[] targetEnergies() {
    return targetEnergies;
  }
}

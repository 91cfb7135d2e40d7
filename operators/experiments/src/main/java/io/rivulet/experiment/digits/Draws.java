package io.rivulet.experiment.digits;

import java.util.SplittableRandom;

/**
 * Seeded numbers that are the same on every machine: SplitMix64, u = (next >>> 11) · 2⁻⁵³, normals
 * by Box-Muller in strict arithmetic with both values used in order.
 */
public final class Draws {

  private final SplittableRandom random;
  private double spare = Double.NaN;

  public Draws(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** A seed for a stream of its own. */
  public long seed() {
    return random.nextLong();
  }

  public double uniform(double low, double high) {
    return low + (high - low) * unit();
  }

  public double normal() {
    if (!Double.isNaN(spare)) {
      double second = spare;
      spare = Double.NaN;
      return second;
    }
    double radius = Math.sqrt(-2 * StrictMath.log(1 - unit()));
    double angle = 2 * Math.PI * unit();
    spare = radius * StrictMath.sin(angle);
    return radius * StrictMath.cos(angle);
  }

  /** The numbers 0 to n - 1 in random order (Fisher-Yates). */
  public int[] permutation(int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = (int) (unit() * (i + 1));
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  private double unit() {
    return (random.nextLong() >>> 11) * 0x1p-53;
  }
}

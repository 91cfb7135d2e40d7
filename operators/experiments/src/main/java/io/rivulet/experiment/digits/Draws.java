package io.rivulet.experiment.digits;

import io.rivulet.kernel.SplitMix;

/** Seeded random numbers that are the same on every machine: those of {@link SplitMix}. */
public final class Draws {

  private final SplitMix numbers;
  private final double[] normals = new double[2];
  private boolean spare;

  public Draws(long seed) {
    this.numbers = new SplitMix(seed);
  }

  /** A seed for a separate stream of numbers. */
  public long seed() {
    return numbers.next();
  }

  public double uniform(double low, double high) {
    return low + (high - low) * numbers.unit();
  }

  /** The next of N(0, 1); both values of a pair are used in order. */
  public double normal() {
    spare = !spare;
    if (spare) {
      numbers.normals(1, normals, 0);
    }
    return normals[spare ? 0 : 1];
  }

  /** The numbers 0 to n - 1 in random order (Fisher-Yates). */
  public int[] permutation(int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = numbers.index(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}

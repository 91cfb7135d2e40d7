package io.rivulet.experiment.figure;

import java.util.Arrays;

/** Moves labels along a line as little as needed for none to overlap another. */
final class Spacing {

  private Spacing() {}

  /**
   * The middles p of the labels: of all with p[i + 1] - p[i] ≥ (room[i] + room[i + 1]) / 2 those of
   * least Σ (p[i] - wanted[i])², shifted into the line. In z[i] = p[i] minus the room before it,
   * that is isotonic regression: neighbours in the wrong order share their mean. O(n²).
   *
   * @param wanted ascending
   * @param room what each label takes
   * @param from where the line starts
   * @param to where it ends; labels that need more go past it
   */
  static double[] spread(double[] wanted, double[] room, double from, double to) {
    int n = wanted.length;
    double[] before = new double[n];
    for (int i = 1; i < n; i++) {
      before[i] = before[i - 1] + (room[i - 1] + room[i]) / 2;
    }
    double[] middles = isotonic(minus(wanted, before));
    double least = n == 0 ? 0 : from + room[0] / 2;
    double most = n == 0 ? 0 : to - room[n - 1] / 2 - before[n - 1];
    for (int i = 0; i < n; i++) {
      middles[i] = Math.max(least, Math.min(most, middles[i])) + before[i];
    }
    return middles;
  }

  private static double[] minus(double[] values, double[] others) {
    double[] difference = new double[values.length];
    Arrays.setAll(difference, i -> values[i] - others[i]);
    return difference;
  }

  /** max over starts a ≤ i of the least mean of values a to some b ≥ i. */
  private static double[] isotonic(double[] values) {
    double[] fitted = values.clone();
    int[] starts = new int[values.length];
    int blocks = 0;
    for (int i = 0; i < values.length; i++) {
      starts[blocks++] = i;
      double mean = values[i];
      while (blocks > 1 && fitted[starts[blocks - 2]] > mean) {
        blocks--;
        mean = Arrays.stream(values, starts[blocks - 1], i + 1).average().orElseThrow();
      }
      Arrays.fill(fitted, starts[blocks - 1], i + 1, mean);
    }
    return fitted;
  }
}

package io.rivulet.learner.recursive;

import io.rivulet.state.RlsState;
import java.util.Arrays;

/**
 * Forgetting by a factor λ that lets no variance of an input grow above 10¹² over the largest
 * energy s that the input had, itself forgotten by λ a sample. Scratch of one learner.
 */
final class FadingPeaks {

  /** Information that forgetting leaves, in parts of a sample, is one over this. */
  private static final double WIND_UP = 1e12;

  /** Peak of an input that was always 0, in parts of its prior precision. */
  private static final double DORMANT = 0x1p-56;

  private final double forgetting;
  private final double[] dormant;
  private final double[] energies;

  /**
   * @param forgetting λ, in (0, 1]
   * @param priorPrecision of each weight, not modified
   */
  FadingPeaks(double forgetting, double[] priorPrecision) {
    this.forgetting = forgetting;
    this.dormant = Arrays.stream(priorPrecision).map(prior -> DORMANT * prior).toArray();
    this.energies = new double[dormant.length];
  }

  /**
   * sⱼ ← max(ω Σ gⱼ², λ sⱼ) over the columns of a row where they are not 0. What an input is first
   * told with limits what had been forgotten of its prior.
   */
  void raise(RlsState state, double[][] gradient, int from, int to, double weight) {
    if (to - from == 1) {
      raise(state, gradient[from], weight);
      return;
    }
    Arrays.fill(energies, 0);
    for (int k = from; k < to; k++) {
      addSquares(gradient[k], energies);
    }
    double[] peaks = state.peaks();
    for (int j = 0; j < peaks.length; j++) {
      raise(state, peaks, j, energies[j] * weight);
    }
  }

  private void raise(RlsState state, double[] x, double weight) {
    double[] peaks = state.peaks();
    for (int j = 0; j < peaks.length; j++) {
      raise(state, peaks, j, x[j] * x[j] * weight);
    }
  }

  private void raise(RlsState state, double[] peaks, int j, double energy) {
    if (energy > 0) {
      if (peaks[j] == 0) {
        state.inversePrecision().limit(j, WIND_UP / energy);
      }
      peaks[j] = Math.max(energy, forgetting * peaks[j]);
    }
  }

  private static void addSquares(double[] x, double[] sums) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] += x[j] * x[j];
    }
  }

  /** Lets the variances grow by 1/λ, as far as the peaks allow. */
  void forget(RlsState state) {
    state.inversePrecision().inflate(forgetting, WIND_UP, state.peaks(), dormant);
  }
}

package io.rivulet.experiment;

import io.rivulet.experiment.figure.RunSpread;
import java.nio.file.Path;

/**
 * The choices of the user.
 *
 * @param images a file of real data, or null for data that the figure draws
 * @param runs the number of runs that a curve is the mean of, at least 1
 * @param seed the seed of the first run; each further run has the next one
 */
public record Setup(Path images, int runs, long seed) {

  /**
   * A description of how a curve is computed from its runs and how their spread is shown: {@code
   * mean of 10 runs with data of their own (seeds from 1); shaded: ..}.
   *
   * @param own the parts that differ between runs
   */
  String mean(String own) {
    if (runs == 1) {
      return "one run (seed " + seed + ")";
    }
    return "mean of "
        + runs
        + " runs with "
        + own
        + " of their own (seeds from "
        + seed
        + "); "
        + RunSpread.of(runs).words();
  }

  /** What 8 x 8 digits are learned, as the beginning of a sentence. */
  String smallDigits() {
    return images == null
        ? "Drawn 8 x 8 digits (--images takes a CSV of real ones)"
        : "The 8 x 8 digits of " + images.getFileName();
  }

  /** {@link #mean} as a sentence. */
  String sentence(String own) {
    String mean = mean(own);
    return Character.toUpperCase(mean.charAt(0)) + mean.substring(1) + ".";
  }
}

package io.rivulet.experiment.figure;

import java.util.stream.DoubleStream;

/**
 * What the runs of a method came to after one step.
 *
 * @param step how many samples were learned, or another place on the horizontal axis
 * @param mean over the runs
 * @param sd sample standard deviation over the runs, 0 for a single run
 * @param least of the runs
 * @param greatest of the runs
 * @param runs how many there were, at least 1
 */
public record Point(double step, double mean, double sd, double least, double greatest, int runs) {

  /**
   * Mean m = Σ vᵢ / n, deviation √(Σ (vᵢ - m)² / (n - 1)), least and greatest of at least one
   * value.
   */
  public static Point of(double step, double... values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double sd = Math.sqrt(squares / Math.max(1, values.length - 1));
    double least = DoubleStream.of(values).min().orElseThrow();
    double greatest = DoubleStream.of(values).max().orElseThrow();
    return new Point(step, mean, sd, least, greatest, values.length);
  }

  /** Where the picture shows the spread to start. */
  double low() {
    return switch (RunSpread.of(runs)) {
      case NONE -> mean;
      case EXTREMES -> least;
      case DEVIATION -> mean - sd;
    };
  }

  /** The same, or the least run where that is greater: a logarithmic axis has no place below 0. */
  double lowOfRuns() {
    return Math.max(low(), least);
  }

  /** Where the picture shows the spread to end. */
  double high() {
    return switch (RunSpread.of(runs)) {
      case NONE -> mean;
      case EXTREMES -> greatest;
      case DEVIATION -> mean + sd;
    };
  }
}

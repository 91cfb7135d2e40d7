package io.rivulet.experiment.figure;

import java.util.stream.DoubleStream;

/**
 * The results of the runs of a method after one step.
 *
 * @param step the number of samples that were learned, or another position on the horizontal axis
 * @param mean the mean over the runs
 * @param sd sample standard deviation over the runs, 0 for a single run
 * @param least the least of the runs
 * @param greatest the greatest of the runs
 * @param runs the number of runs, at least 1
 */
public record Point(double step, double mean, double sd, double least, double greatest, int runs) {

  /**
   * The point of at least one value: mean m = Σ vᵢ / n, deviation √(Σ (vᵢ - m)² / (n - 1)), least
   * and greatest.
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

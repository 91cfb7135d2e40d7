package io.rivulet.cli.report;

/**
 * What the runs of a method came to after one step.
 *
 * @param step how many samples were learned, or another place on the horizontal axis
 * @param mean over the runs
 * @param sd sample standard deviation over the runs, 0 for a single run
 * @param runs how many there were, at least 1
 */
public record Point(double step, double mean, double sd, int runs) {

  /** Mean m = Σ vᵢ / n and deviation √(Σ (vᵢ - m)² / (n - 1)) of at least one value. */
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
    return new Point(step, mean, sd, values.length);
  }
}

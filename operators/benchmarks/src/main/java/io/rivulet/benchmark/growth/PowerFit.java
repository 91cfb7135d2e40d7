package io.rivulet.benchmark.growth;

/**
 * The power law y = c xᵏ that is nearest to some points: the line of least squares through (log x,
 * log y).
 *
 * @param exponent k
 */
public record PowerFit(double exponent, double factor) {

  /** Needs two different sizes, and positive numbers. */
  public static PowerFit of(double[] sizes, double[] values) {
    int n = sizes.length;
    if (n != values.length) {
      throw new IllegalArgumentException(n + " sizes and " + values.length + " values");
    }
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < n; i++) {
      meanX += log(sizes[i]) / n;
      meanY += log(values[i]) / n;
    }
    double squares = 0;
    double products = 0;
    for (int i = 0; i < n; i++) {
      double dx = log(sizes[i]) - meanX;
      squares += dx * dx;
      products += dx * (log(values[i]) - meanY);
    }
    if (!(squares > 0)) {
      throw new IllegalArgumentException("a growth needs two different sizes");
    }
    double exponent = products / squares;
    return new PowerFit(exponent, StrictMath.exp(meanY - exponent * meanX));
  }

  private static double log(double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("a growth has positive finite numbers, got " + value);
    }
    return StrictMath.log(value);
  }
}

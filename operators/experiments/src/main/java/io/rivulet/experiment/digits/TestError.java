package io.rivulet.experiment.digits;

import io.rivulet.record.WeightRecord;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The measure of errors on the rotated digits: the root mean square error of the angle, in degrees.
 *
 * <p>The published curves are root mean squares: a constant prediction of a degrees over angles
 * uniform in [0, 180) has the root mean square error √((a - 90)² + 51.96²), which runs from 104
 * over 52 to 104 as the curve of greedy does, while its mean absolute error would fall to 45.
 */
public final class TestError {

  private final RotatedDigits digits;
  private final DigitSample watched;

  /** A measure that watches sample {@link RotatedDigits#WATCHED}. */
  public TestError(RotatedDigits digits) {
    this(digits, RotatedDigits.WATCHED);
  }

  /**
   * @param watched the sample whose own error is followed, from 1 to {@link RotatedDigits#TRAIN}
   */
  public TestError(RotatedDigits digits, int watched) {
    this.digits = digits;
    this.watched = digits.train().get(watched - 1);
  }

  /** The errors of a weight record: w of the linear model, or the one answer of greedy. */
  public Errors of(WeightRecord record) {
    return record.rows() == 1 ? constant(record.w()[0]) : linear(record.w());
  }

  /**
   * The errors of published weights.
   *
   * @param weights w of the linear model f(x) = w·x, as long as the features, or with a bias after
   *     them
   */
  public Errors linear(double[] weights) {
    int pixels = digits.dimension();
    if (weights.length != pixels && weights.length != pixels + 1) {
      throw new IllegalArgumentException(
          "got " + weights.length + " weights, the digits have " + pixels + " pixels");
    }
    double bias = weights.length > pixels ? weights[pixels] : 0;
    return of(features -> bias + dot(weights, features));
  }

  /**
   * The errors of a model that gives the same answer to every input, as greedy does.
   *
   * @param angle the answer in radians
   */
  public Errors constant(double angle) {
    return of(features -> angle);
  }

  private Errors of(ToDoubleFunction<double[]> model) {
    return new Errors(
        rootMeanSquare(model, digits.test()),
        rootMeanSquare(model, digits.train()),
        Math.toDegrees(Math.abs(residual(model, watched))));
  }

  private static double rootMeanSquare(
      ToDoubleFunction<double[]> model, List<DigitSample> samples) {
    double sum = 0;
    for (DigitSample sample : samples) {
      double residual = residual(model, sample);
      sum += residual * residual;
    }
    return Math.toDegrees(Math.sqrt(sum / samples.size()));
  }

  private static double residual(ToDoubleFunction<double[]> model, DigitSample sample) {
    return model.applyAsDouble(sample.features()) - sample.target();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < b.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}

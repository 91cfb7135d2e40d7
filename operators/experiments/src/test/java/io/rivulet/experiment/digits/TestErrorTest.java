package io.rivulet.experiment.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TestErrorTest {

  private final RotatedDigits digits = RotatedDigits.drawn(1);
  private final TestError error = new TestError(digits);

  @Test
  void linear_zeroWeights_equalsConstantZero() {
    Errors errors = error.linear(new double[784]);

    assertThat(errors).isEqualTo(error.constant(0));
    assertThat(errors.test()).isCloseTo(rootMeanSquareAngle(digits.test()), within(1e-9));
    assertThat(errors.train()).isCloseTo(rootMeanSquareAngle(digits.train()), within(1e-9));
    assertThat(errors.watched())
        .isCloseTo(Math.toDegrees(digits.train().get(15).target()), within(1e-9));
  }

  @Test
  void linear_onePixel_weighsThatPixel() {
    double[] weights = new double[784];
    weights[400] = 2;

    DigitSample watched = digits.train().get(15);
    double residual = 2 * watched.features()[400] - watched.target();
    assertThat(error.linear(weights).watched())
        .isCloseTo(Math.abs(residual) * 180 / Math.PI, within(1e-9));
  }

  @Test
  void linear_biasAfterThePixels_isAnAnswerToAnyDigit() {
    double[] weights = new double[785];
    weights[784] = 1.25;

    assertThat(error.linear(weights)).isEqualTo(error.constant(1.25));
  }

  @Test
  void linear_otherLength_isRefused() {
    assertThatThrownBy(() -> error.linear(new double[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("got 1 weights, the digits have 784 pixels");
  }

  @Test
  void constant_anyAngle_followsTheTheoryOfUniformAngles() {
    for (int degrees = 0; degrees <= 180; degrees += 45) {
      double expected = Math.hypot(degrees - 90, 180 / Math.sqrt(12));

      // 300 random angles: five standard errors of a mean of 52 degrees
      assertThat(error.constant(Math.toRadians(degrees)).test())
          .isCloseTo(expected, within(5 * 52 / Math.sqrt(300)));
    }
  }

  private static double rootMeanSquareAngle(List<DigitSample> samples) {
    double mean = samples.stream().mapToDouble(s -> s.target() * s.target()).average().orElse(0);
    return Math.sqrt(mean) * 180 / Math.PI;
  }
}

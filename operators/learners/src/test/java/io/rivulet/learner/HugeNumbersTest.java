package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A sample with all numbers up to 1e100 is learned: what its squares need is within float64. */
class HugeNumbersTest {

  private static final int P = 3;

  /** Learners for which the first sample from 0 gives w = ω x y / (prior + ω |x|²). */
  static Stream<String> learners() {
    return Stream.of(
        "1|rls,'forgetting':1",
        "1|rls,'forgetting':1,'priorPrecision':1",
        "1|ekf,'noise':1",
        "4|ekf,'noise':2,'priorPrecision':2",
        "1|orfit,'noise':1,'memory':2",
        "1|lofi-diagonal,'noise':1,'memory':2",
        "0|ekf,'noise':0",
        "0|orfit,'memory':2",
        "0|one-step-sgd,'outputs':1");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("learners")
  void learn_oneSampleOfAnySize_isRight(String line) throws Exception {
    double prior = Double.parseDouble(line.substring(0, line.indexOf('|')));
    String learner = line.substring(line.indexOf('|') + 1, line.indexOf(','));
    Fields fields = Fields.read(line.substring(line.indexOf(',') + 1));
    for (long seed = 0; seed < 200; seed++) {
      Draw draw = new Draw(seed);
      double[] x = new double[P];
      double spread = seed % 2 == 0 ? 3 : 100;
      double centre = seed % 4 == 0 ? draw.uniform(-97, 97) : 0;
      Arrays.setAll(x, j -> draw.normal(1)[0] * 0.1 * power(draw, centre, spread));
      double y = draw.uniform(-1, 1) * power(draw, 0, 100);
      double weight = seed % 3 == 0 ? power(draw, 0, 100) : 1;

      Trial<?> trial = Trial.of(learner, Fields.of("dimension", P).with(fields));
      trial.learnWeighted(weight, x, y);

      double[] expected = expected(prior, x, y, weight);
      double[] scales = new double[P];
      Arrays.setAll(scales, j -> Math.sqrt(prior + weight * x[j] * x[j]));
      assertThat(ExactLeastSquares.scaledError(trial.weights(0), expected, scales))
          .as("seed %d, x %s, y %s, weight %s", seed, Arrays.toString(x), y, weight)
          .isLessThan(1e-12);
    }
  }

  private static double power(Draw draw, double centre, double spread) {
    return Math.pow(10, centre + draw.uniform(-spread, spread));
  }

  private static double[] expected(double prior, double[] x, double y, double weight) {
    BigDecimal square = BigDecimal.ZERO;
    for (double entry : x) {
      square = square.add(new BigDecimal(entry).pow(2));
    }
    BigDecimal sum = new BigDecimal(prior).add(square.multiply(new BigDecimal(weight)));
    BigDecimal factor = new BigDecimal(y).multiply(new BigDecimal(weight));
    double[] expected = new double[x.length];
    Arrays.setAll(
        expected,
        j ->
            new BigDecimal(x[j]).multiply(factor).divide(sum, MathContext.DECIMAL64).doubleValue());
    return expected;
  }
}

package io.rivulet.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.experiment.digits.Contender;
import io.rivulet.experiment.digits.DigitSample;
import io.rivulet.experiment.digits.Errors;
import io.rivulet.experiment.digits.ReferenceFit;
import io.rivulet.experiment.digits.RotatedDigits;
import io.rivulet.experiment.digits.TestError;
import io.rivulet.experiment.report.Curves;
import io.rivulet.experiment.spec.SpecBuilder;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DigitRunsTest {

  private static final int WATCHED = 11;

  /** Of errors around 100 degrees, after 100 steps of a basis that is orthonormal to 1e-12. */
  private static final double DEGREES = 1e-7;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 20, 300})
  void compute_deterministicMethods_followReferenceAtEveryStep(long seed) {
    List<Contender> contenders =
        List.of(Contender.ORFIT, Contender.ORFIT_LATEST, Contender.ONE_STEP_SGD, Contender.GREEDY);
    Curves curves = run(contenders.stream().map(Method::of).toList(), seed);
    RotatedDigits digits = RotatedDigits.drawn(seed);
    TestError error = new TestError(digits, WATCHED);

    for (Contender contender : contenders) {
      ReferenceFit reference = new ReferenceFit(contender, digits, seed);
      for (int step = 1; step <= RotatedDigits.TRAIN; step++) {
        reference.learn(digits.train().get(step - 1));
        Errors expected = reference.errors(error);
        Errors actual = curves.at(contender.label(), step).orElseThrow();
        assertThat(actual.test()).isCloseTo(expected.test(), within(DEGREES));
        assertThat(actual.train()).isCloseTo(expected.train(), within(DEGREES));
        assertThat(actual.watched()).isCloseTo(expected.watched(), within(DEGREES));
      }
    }
  }

  /** SGD on (f - y)² with step a is w - 2 a (f - y) x; here in plain arithmetic, two passes. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 20, 300})
  void compute_sgd_descendsThePapersLossInItsOrder(long seed) {
    double step = 1e-5;
    Curves curves = run(List.of(OrfitFigure7.SGD.passes(2)), seed);
    RotatedDigits digits = RotatedDigits.drawn(seed);
    TestError error = new TestError(digits, WATCHED);
    double[] w = firstWeights(digits, seed);

    assertThat(curves.at("sgd", 0)).contains(error.linear(w));
    for (int pass = 1; pass <= 2; pass++) {
      for (DigitSample digit : digits.train()) {
        double slope = 2 * (dot(w, digit.features()) - digit.target());
        for (int i = 0; i < w.length; i++) {
          w[i] -= step * slope * digit.features()[i];
        }
      }
      Errors actual = curves.at("sgd", pass * RotatedDigits.TRAIN).orElseThrow();
      assertThat(actual.test()).isCloseTo(error.linear(w).test(), within(DEGREES));
      assertThat(actual.train()).isCloseTo(error.linear(w).train(), within(DEGREES));
    }
  }

  @Test
  void compute_severalRuns_areThoseOfTheirSeedsInOrder() {
    List<Method> methods = List.of(Method.of(Contender.ONE_STEP_SGD));
    List<Curves> runs =
        new DigitRuns(methods, WATCHED).compute(new Setup(null, 3, 5), Silence.LISTENER, "some");

    assertThat(runs).hasSize(3);
    for (int run = 0; run < 3; run++) {
      assertThat(runs.get(run).last("one-step-sgd"))
          .isEqualTo(run(methods, 5 + run).last("one-step-sgd"));
    }
  }

  @Test
  void compute_methodThatRefuses_failsWithItsName() {
    Method diverging = Method.of("wild", SpecBuilder.learner("sgd").with("rate", 1e200));

    assertThatThrownBy(() -> run(List.of(diverging), 1))
        .isInstanceOf(ExperimentException.class)
        .hasMessageStartingWith("wild refused a sample: ");
  }

  @Test
  void shown_aThousandPasses_keepsTheFirstAndThenTwoDigits() {
    for (long step = 0; step <= 100_000; step++) {
      String pass = Long.toString(step / 100);
      boolean round = step % 100 == 0 && pass.substring(Math.min(2, pass.length())).matches("0*");

      assertThat(DigitRuns.shown(step)).as("step " + step).isEqualTo(step <= 100 || round);
    }
  }

  private static Curves run(List<Method> methods, long seed) {
    return new DigitRuns(methods, WATCHED)
        .compute(new Setup(null, 1, seed), Silence.LISTENER, "some")
        .get(0);
  }

  /** U(-s, s) as the surface defines it: (2 u - 1) s with u from SplitMix64. */
  private static double[] firstWeights(RotatedDigits digits, long seed) {
    var random = new SplittableRandom(seed);
    return LongStream.generate(random::nextLong)
        .limit(digits.dimension())
        .mapToDouble(next -> (2 * ((next >>> 11) * 0x1p-53) - 1) * digits.initialScale())
        .toArray();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}

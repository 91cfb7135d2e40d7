package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.learner.GlitchStream.Kind;
import io.rivulet.state.RlsState;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A sensor that reads 1e4 to 1e100 in some samples, whatever their targets, costs no weight a
 * digit: neither its own, which those samples decide, nor the others.
 */
class GlitchesTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void rls_glitchesOfOneSensor_areLearnedExactly(long seed) throws Exception {
    assertExact(seed, "rls", Fields.none(), 1);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void ekf_glitchesOfOneSensor_areLearnedExactly(long seed) throws Exception {
    assertExact(seed, "ekf", Fields.of("noise", 0.01), 0.01);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void orfit_glitchesOfOneSensor_areLearnedExactly(long seed) throws Exception {
    assertExact(seed, "orfit", Fields.of("noise", 0.01).with("memory", 6), 0.01, part(seed));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void lofiDiagonal_glitchesOfOneSensor_areLearnedExactly(long seed) throws Exception {
    assertExact(
        seed, "lofi-diagonal", Fields.of("noise", 0.01).with("memory", 6), 0.01, part(seed));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void ledger_glitchesOfOneSensor_areLearnedExactly(long seed) throws Exception {
    assertExact(seed, "ledger", "ridge", Fields.none(), 1, 1e-8);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void rootLedger_glitchesOfOneSensor_areLearnedExactly(long seed) throws Exception {
    assertExact(seed, "ledger", "ridge", Fields.of("form", "square-root"), 1, 1e-8);
  }

  /** Where targets do not contradict each other by as much as the readings. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void merge_rlsWithGlitchesOfOneSensor_isExact(long seed) throws Exception {
    Draw draw = new Draw(seed);
    double decades = draw.uniform(4, seed % 2 == 0 ? 16 : 100);
    Kind kind = Kind.of(seed) == Kind.CONTRADICTING ? Kind.VARIED : Kind.of(seed);
    var stream = new GlitchStream(draw, kind, decades, false);
    var exact = new ExactRounding(stream.p, 1, 1);
    Trial<RlsState> rls = Trial.rls(Fields.of("dimension", stream.p).with("priorPrecision", 1));
    Trial<RlsState> other = Trial.rls(Fields.of("dimension", stream.p).with("priorPrecision", 1));

    for (int i = 0; i < stream.x.length; i++) {
      (i % 2 == 0 ? rls : other).learn(stream.x[i], stream.y[i]);
      exact.learn(stream.x[i], stream.y[i], 1);
    }
    rls.merge(other);

    assertClose(rls.weights(0), exact, 1e-8);
  }

  /** A sketch holds unit vectors: targets that contradict count in their last digits. */
  private static double part(long seed) {
    return Kind.of(seed) == Kind.CONTRADICTING ? 1e-6 : 1e-8;
  }

  private static void assertExact(long seed, String learner, Fields fields, double noise)
      throws Exception {
    assertExact(seed, learner, fields, noise, 1e-8);
  }

  private static void assertExact(
      long seed, String learner, Fields fields, double noise, double part) throws Exception {
    assertExact(seed, learner, "priorPrecision", fields, noise, part);
  }

  /**
   * As least squares has it.
   *
   * @param precision the name of the field of the prior precision
   * @param part of each weight, or of its deviation where that is larger, that may be missed
   */
  private static void assertExact(
      long seed, String learner, String precision, Fields fields, double noise, double part)
      throws Exception {
    Draw draw = new Draw(seed);
    double decades = draw.uniform(4, seed % 2 == 0 ? 16 : 100);
    boolean weighted = seed / 10 % 2 == 1 && part == 1e-8;
    var stream = new GlitchStream(draw, Kind.of(seed), decades, weighted);
    double prior = Math.pow(10, draw.uniform(-6, 0));
    var exact = new ExactRounding(stream.p, prior, noise);
    Trial<?> trial =
        Trial.of(learner, Fields.of("dimension", stream.p).with(precision, prior).with(fields));

    for (int i = 0; i < stream.x.length; i++) {
      trial.learnWeighted(stream.weight[i], stream.x[i], stream.y[i]);
      exact.learn(stream.x[i], stream.y[i], stream.weight[i]);
    }

    assertClose(trial.weights(0), exact, part);
  }

  private static void assertClose(double[] weights, ExactRounding exact, double part) {
    exact.solve();
    double[] error = exact.error(weights);
    double[] size = exact.error(new double[weights.length]);
    double[] deviation = exact.deviations();
    for (int j = 0; j < weights.length; j++) {
      assertThat(error[j]).as("weight %d", j).isLessThan(part * Math.max(size[j], deviation[j]));
    }
  }
}

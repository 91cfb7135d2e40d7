package io.rivulet.learner.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.learner.Draw;
import io.rivulet.quality.PageHinkley;
import io.rivulet.quality.QualityState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.samoa.moa.classifiers.core.driftdetection.PageHinkleyDM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The drift detector against that of SAMOA, whose other options stay at their defaults. */
class DriftOracleTest {

  private static final int LENGTH = 3000;

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @Test
  void options_ofTheOracle_haveTheDefaultsThatWeHave() {
    PageHinkleyDM oracle = new PageHinkleyDM();

    assertThat(oracle.minNumInstancesOption.getValue()).isEqualTo(30);
    assertThat(oracle.alphaOption.getValue()).isEqualTo(0.9999);
    assertThat(oracle.deltaOption.getValue()).isEqualTo(0.005);
    assertThat(oracle.lambdaOption.getValue()).isEqualTo(50);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void add_anyStream_alarmsWhereTheOracleDoes(long seed) {
    Draw draw = new Draw(seed);
    double delta = seed % 3 == 0 ? 0.005 : draw.uniform(0, 0.3);
    double threshold = seed % 3 == 0 ? 50 : draw.uniform(0.5, 60);
    double[] errors = errors(draw);

    assertThat(alarms(errors, delta, threshold)).isEqualTo(oracle(errors, delta, threshold));
  }

  @Test
  void add_theseStreams_alarmsOftenAndAtAnySample() {
    List<Integer> alarms =
        LongStream.range(0, 200)
            .boxed()
            .flatMap(seed -> alarms(errors(new Draw(seed)), 0.01, 5).stream())
            .toList();

    assertThat(alarms).hasSizeGreaterThan(1000);
    assertThat(new HashSet<>(alarms)).hasSizeGreaterThan(500);
  }

  /** A power of two rounds nothing, so that alarms are the same in other units of y. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void add_otherUnits_alarmsAtTheSameSamples(long seed) {
    Draw draw = new Draw(seed);
    double unit = Math.scalb(1.0, draw.between(-500, 500));
    double[] errors = errors(draw);
    double[] scaled = new double[errors.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = unit * errors[i];
    }

    assertThat(alarms(scaled, unit * 0.01, unit * 20))
        .isEqualTo(oracle(errors, 0.01, 20))
        .isNotEmpty();
  }

  /**
   * After a long quiet stream the sum is at least -10⁴ δ = -50, and each error of 1 adds 1 - δ less
   * the mean, which is below 0.002: the 102nd brings it above 50.
   */
  @Test
  void add_afterALongQuietStream_stillAlarms() {
    double[] errors = new double[100_102];
    for (int i = 100_000; i < errors.length; i++) {
      errors[i] = 1;
    }

    List<Integer> alarms = alarms(errors, 0.005, 50);

    assertThat(alarms).hasSize(1).isEqualTo(oracle(errors, 0.005, 50));
  }

  /** Sizes of errors whose scale changes some times: ordinary ones, quiet ones, 0 and 1. */
  private static double[] errors(Draw draw) {
    boolean classes = draw.between(0, 3) == 0;
    double[] errors = new double[LENGTH];
    double level = 0.1;
    for (int i = 0; i < LENGTH; i++) {
      if (draw.between(1, 400) == 1 || i == LENGTH / 2) {
        level = classes ? draw.uniform(0, 1) : Math.pow(10, draw.uniform(-2, 1));
      }
      double drawn = i >= LENGTH - 300 ? 5 : draw.normal(1)[0] * level;
      errors[i] = classes ? (draw.uniform(0, 1) < level ? 1 : 0) : Math.abs(drawn);
      if (classes && i >= LENGTH - 300) {
        errors[i] = 1;
      }
    }
    return errors;
  }

  private static List<Integer> alarms(double[] errors, double delta, double threshold) {
    PageHinkley detector = QualityState.initial(1).detector();
    return IntStream.range(0, errors.length)
        .filter(i -> detector.add(errors[i], delta, threshold))
        .boxed()
        .toList();
  }

  private static List<Integer> oracle(double[] errors, double delta, double threshold) {
    PageHinkleyDM oracle = new PageHinkleyDM();
    oracle.deltaOption.setValue(delta);
    oracle.lambdaOption.setValue(threshold);
    oracle.resetLearning();
    List<Integer> alarms = new ArrayList<>();
    for (int i = 0; i < errors.length; i++) {
      oracle.input(errors[i]);
      if (oracle.getChange()) {
        alarms.add(i);
      }
    }
    return alarms;
  }
}

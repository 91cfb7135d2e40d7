package io.rivulet.learner.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.kernel.OrthonormalBasis;
import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import io.rivulet.state.OrfitState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** ORFit on inputs it has seen, and on more directions than it may hold. */
class OrfitRepetitionTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_exactDuplicate_changesNoWeightBitAndCountsASkip(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 1 + (int) (seed % 40);
    int n = draw.between(1, p);
    double[][] x = draw.normal(n, p);
    double[] y = draw.normal(n);
    Trial<OrfitState> orfit = Trial.orfit(Fields.of("dimension", p).with("memory", p));
    for (int i = 0; i < n; i++) {
      orfit.learn(x[i], y[i]);
    }
    double[] before = orfit.weights(0);

    int again = draw.between(0, n - 1);
    double[] prediction = orfit.learn(x[again], y[again]);

    assertThat(orfit.weights(0)).containsExactly(before);
    assertThat(orfit.state().skipped()).isEqualTo(1);
    assertThat(orfit.state().steps()).isEqualTo(n + 1);
    // Below the threshold of a conflict only while the fit is that good.
    boolean fits = Math.abs(prediction[0] - y[again]) <= 1e-9 * (1 + Math.abs(y[again]));
    assertThat(orfit.state().conflicts()).isEqualTo(fits ? 0 : 1);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_conflictingDuplicate_changesNoWeightBitAndCountsAConflict(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 1 + (int) (seed % 40);
    double[] x = draw.normal(p);
    double y = draw.uniform(-5, 5);
    Trial<OrfitState> orfit = Trial.orfit(Fields.of("dimension", p).with("memory", p));
    orfit.learn(x, y);
    double[] before = orfit.weights(0);

    orfit.learn(x, y + (draw.between(0, 1) == 0 ? 1e-6 : -1e-6));
    orfit.learn(x, y);

    assertThat(orfit.weights(0)).containsExactly(before);
    assertThat(orfit.state().skipped()).isEqualTo(2);
    assertThat(orfit.state().conflicts()).isEqualTo(1);
  }

  @Test
  void learn_zeroInput_countsTheStepOnly() throws Exception {
    Trial<OrfitState> orfit = Trial.orfit(Fields.of("dimension", 3).with("memory", 2));

    orfit.learn(new double[3], 7);

    assertThat(orfit.weights(0)).containsExactly(0, 0, 0);
    assertThat(orfit.state().basis().rank()).isZero();
    assertThat(orfit.state().steps()).isEqualTo(1);
    assertThat(orfit.state().skipped()).isZero();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("fewSeeds")
  void learn_fiveThousandStepsInFiveDimensions_keepsRankFive(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = draw.between(6, 40);
    double[][] stream = draw.ofRank(5, 5000, p);
    Trial<OrfitState> orfit =
        Trial.orfit(Fields.of("dimension", p).with("memory", draw.between(5, p)));

    for (int i = 0; i < stream.length; i++) {
      orfit.learn(stream[i], draw.uniform(-1, 1));
      if (i % 97 == 0) {
        assertThat(OrfitSeveralGradientsTest.deviation(orfit.state().basis())).isLessThan(1e-12);
      }
    }

    assertThat(orfit.state().basis().rank()).isEqualTo(5);
    assertThat(orfit.state().skipped()).isEqualTo(4995);
    assertThat(OrfitSeveralGradientsTest.deviation(orfit.state().basis())).isLessThan(1e-12);
  }

  static LongStream fewSeeds() {
    return Draw.seeds(6);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_latest_remembersTheNewestDirections(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 2 + (int) (seed % 39);
    int m = draw.between(1, p - 1);
    Trial<OrfitState> orfit =
        Trial.orfit(Fields.of("dimension", p).with("memory", m).with("summary", "latest"));
    List<double[]> held = new ArrayList<>();

    for (int i = 0; i < m + 6; i++) {
      double[] x = draw.normal(p);
      orfit.learn(x, draw.uniform(-1, 1));
      hold(held, x);
      if (held.size() > m) {
        held.remove(0);
      }
    }

    assertHolds(orfit.state().basis(), held);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_random_dropsTheColumnThatTheSeedNames(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 2 + (int) (seed % 39);
    int m = draw.between(1, p - 1);
    Trial<OrfitState> orfit =
        Trial.orfit(
            Fields.of("dimension", p)
                .with("memory", m)
                .with("summary", "random")
                .with("seed", seed));
    List<double[]> held = new ArrayList<>();
    SplittableRandom numbers = new SplittableRandom(seed);

    for (int i = 0; i < m + 6; i++) {
      double[] x = draw.normal(p);
      orfit.learn(x, draw.uniform(-1, 1));
      hold(held, x);
      if (held.size() > m) {
        held.remove((int) ((numbers.nextLong() >>> 11) * 0x1p-53 * held.size()));
      }
    }

    assertHolds(orfit.state().basis(), held);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_randomWithTheSameSeed_givesTheSameBytes(long seed) throws Exception {
    byte[] first = randomRun(seed, seed);

    assertThat(randomRun(seed, seed)).isEqualTo(first);
    assertThat(randomRun(seed, seed + 1)).isNotEqualTo(first);
  }

  private static byte[] randomRun(long data, long seed) throws Exception {
    Draw draw = new Draw(data);
    Trial<OrfitState> orfit =
        Trial.orfit(
            Fields.of("dimension", 12)
                .with("memory", 4)
                .with("summary", "random")
                .with("seed", seed));
    for (int i = 0; i < 20; i++) {
      orfit.learn(draw.normal(12), draw.uniform(-1, 1));
    }
    return orfit.bytes();
  }

  /** Appends the unit vector along x outside the others. */
  private static void hold(List<double[]> held, double[] x) {
    double[] rest = x.clone();
    for (int pass = 0; pass < 2; pass++) {
      for (double[] unit : held) {
        Oracle.add(-Oracle.dot(unit, rest), unit, rest);
      }
    }
    double norm = Oracle.norm(rest);
    held.add(Arrays.stream(rest).map(v -> v / norm).toArray());
  }

  private static void assertHolds(OrthonormalBasis basis, List<double[]> held) {
    assertThat(basis.rank()).isEqualTo(held.size());
    for (int k = 0; k < held.size(); k++) {
      // Residuals of normal vectors are at least 1e-3 long here, and rounding grows by that.
      assertThat(basis.column(k)).containsExactly(held.get(k), within(1e-10));
    }
  }
}

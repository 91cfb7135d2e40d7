package io.rivulet.cli.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.rivulet.cli.local.Home;
import io.rivulet.experiment.digits.Contender;
import io.rivulet.experiment.digits.RotatedDigits;
import io.rivulet.experiment.digits.TestError;
import io.rivulet.record.WeightRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the quick start shows, through the learners of the job and without the job. */
class ContendersTest {

  /** Real images of the digit 2 beside the checkout; they are no part of it. */
  private static final String REAL = "../shared/data/mnist-digit-2.idx3-ubyte.gz";

  private static final Set<Contender> ORFIT =
      EnumSet.of(Contender.ORFIT, Contender.ORFIT_FULL, Contender.ORFIT_AUTO);

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 10);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_drawnDigits_orfitEndsFarBelowEveryBoundedBaseline(long seed) throws Exception {
    Map<Contender, Double> error = finalErrors(RotatedDigits.drawn(seed), seed);

    for (Contender baseline : Contender.values()) {
      if (!ORFIT.contains(baseline)) {
        assertThat(error.get(baseline) - error.get(Contender.ORFIT))
            .as(baseline.label())
            .isGreaterThanOrEqualTo(20);
      }
    }
  }

  @Test
  void learn_realDigits_orfitEndsWhereThePaperHasIt() throws Exception {
    Path images = Home.find().checkout().resolve(REAL).normalize();
    assumeThat(Files.exists(images)).as("real images at " + images).isTrue();

    Map<Contender, Double> error = finalErrors(RotatedDigits.read(images, 1), 1);

    // the paper's Figure 6 has 41 as the mean of ten runs
    assertThat(error.get(Contender.ORFIT)).isCloseTo(40.5, within(9.5));
  }

  private static Map<Contender, Double> finalErrors(RotatedDigits digits, long seed) {
    Map<Contender, Double> errors = new EnumMap<>(Contender.class);
    for (Contender contender : Contender.values()) {
      List<WeightRecord> records = ReplayedDigits.weights(digits, seed, contender);
      WeightRecord last = records.get(records.size() - 1);
      errors.put(contender, new TestError(digits).of(last).test());
    }
    return errors;
  }
}

package io.rivulet.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.rivulet.experiment.spec.SpecBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How near to all samples at once one pass comes that finds its noise, over ten runs. */
class OrfitAutoBandsTest {

  private static final SpecBuilder TEN = Peer.auto();
  private static final SpecBuilder ALL = TEN.with("memory", 100);

  /** The bands of an independent implementation, in degrees. */
  @Nested
  class OnRealDigits {

    private static final Path IMAGES = SharedData.file("mnist-digit-2.idx3-ubyte.gz");

    @Test
    void error_ofTenDirections_isEightPercentAboveTheLimitAtMost() {
      assumeThat(Files.exists(IMAGES)).as("real images at " + IMAGES).isTrue();

      double ten = mean(IMAGES, trial -> end(trial, TEN));
      double merging = mean(IMAGES, trial -> end(trial, TEN.with("mergeable", true)));
      double all = mean(IMAGES, trial -> end(trial, ALL));
      double limit = mean(IMAGES, OrfitAutoBandsTest::limit);

      assertThat(ten).isLessThanOrEqualTo(31);
      assertThat(merging).isLessThanOrEqualTo(31);
      assertThat(all).isLessThanOrEqualTo(30);
      assertThat(ten / limit).isLessThanOrEqualTo(1.08);
      assertThat(merging / limit).isLessThanOrEqualTo(1.08);
    }
  }

  /** The same ranking without any data file. */
  @Test
  void error_onDrawnDigits_ranksAsOnRealOnes() {
    double ten = mean(null, trial -> end(trial, TEN));
    double all = mean(null, trial -> end(trial, ALL));
    double limit = mean(null, OrfitAutoBandsTest::limit);

    assertThat(all).isLessThanOrEqualTo(ten);
    assertThat(ten).isLessThan(mean(null, trial -> ofThePaper(trial, Peer.ORFIT_FULL)));
    assertThat(ten).isLessThan(mean(null, trial -> ofThePaper(trial, Peer.ORFIT)));
    assertThat(limit).isLessThan(ten);
  }

  private static double mean(Path images, ToDoubleFunction<TaskRun> error) {
    return LongStream.rangeClosed(1, 10)
        .mapToObj(seed -> TaskRun.of(PeerTask.FIGURE_6, new Setup(images, 1, seed), seed, 1))
        .mapToDouble(error)
        .average()
        .orElseThrow();
  }

  private static double end(TaskRun trial, SpecBuilder learner) {
    return trial.scores("orfit-auto", learner)[0];
  }

  private static double ofThePaper(TaskRun trial, Peer peer) {
    return peer.scores(trial).get(0)[0];
  }

  private static double limit(TaskRun trial) {
    return ofThePaper(trial, Peer.BATCH_RIDGE);
  }
}

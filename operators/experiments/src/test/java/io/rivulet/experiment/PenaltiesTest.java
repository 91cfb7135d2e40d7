package io.rivulet.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.rivulet.experiment.figure.Sheet;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * What must be left of digits that come two classes at a time, on seeds no band was chosen by.
 * {@code mvn verify -Dbands.runs=10} takes the mean of ten runs, in minutes.
 */
final class PenaltiesTest {

  private static final int RUNS = Integer.getInteger("bands.runs", 1);

  private static final Path IMAGES = SharedData.file("digits-8x8.csv.gz");

  @Test
  void realDigits_inFiveWindows_areForgottenByFineTuningOnly() {
    assumeThat(Files.exists(IMAGES)).as("real digits at " + IMAGES).isTrue();

    Sheet sheet = new Penalties(1).compute(new Setup(IMAGES, RUNS, 4001), Silence.LISTENER);

    double joint = end(sheet, "joint");
    assertThat(joint).isCloseTo(0.946, within(0.02));
    assertThat(end(sheet, "distillation")).isGreaterThanOrEqualTo(joint - 0.01);
    assertThat(end(sheet, "ledger-head")).isGreaterThanOrEqualTo(0.975);
    assertThat(end(sheet, "laplace")).isBetween(0.88, joint);
    assertThat(end(sheet, "distillation-reservoir-100")).isBetween(0.8, joint);
    assertThat(end(sheet, "fine-tuning")).isLessThan(0.5);
  }

  /** The same ranking on digits that are harder. */
  @Test
  void drawnDigits_whereThereAreNoRealOnes_areForgottenByFineTuningOnly() {
    assumeThat(Files.exists(IMAGES)).as("real digits stand in for drawn ones").isFalse();

    Sheet sheet = new Penalties(1).compute(new Setup(null, RUNS, 4001), Silence.LISTENER);

    double joint = end(sheet, "joint");
    assertThat(joint).isGreaterThan(0.85);
    assertThat(end(sheet, "distillation")).isGreaterThanOrEqualTo(joint - 0.02);
    assertThat(end(sheet, "ledger-head")).isGreaterThanOrEqualTo(joint - 0.03);
    assertThat(end(sheet, "laplace")).isBetween(joint - 0.12, joint + 0.01);
    assertThat(end(sheet, "distillation-reservoir-100")).isBetween(joint - 0.2, joint);
    assertThat(end(sheet, "fine-tuning")).isLessThan(0.5);
  }

  private static double end(Sheet sheet, String method) {
    return OnlineNetsTest.end(sheet, "a", method);
  }
}

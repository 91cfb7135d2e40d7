package io.rivulet.experiment;

import static io.rivulet.experiment.OnlineNetsTest.end;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.rivulet.experiment.figure.Sheet;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * What heads over frozen features must keep of digits that come class after class. {@code mvn
 * verify -Dbands.runs=10} takes the mean of ten runs, in minutes.
 */
final class HeadsTest {

  private static final int RUNS = Integer.getInteger("bands.runs", 1);

  private static final Path IMAGES = SharedData.file("digits-8x8.csv.gz");

  /** Three points of each of the figures of an independent implementation. */
  @Test
  void realDigits_classAfterClass_areKeptByMoreDirections() {
    assumeThat(Files.exists(IMAGES)).as("real digits at " + IMAGES).isTrue();

    Sheet sheet = new Heads(1).compute(new Setup(IMAGES, RUNS, 4001), Silence.LISTENER);

    assertThat(end(sheet, "accuracy", "orfit-auto-10")).isBetween(0.896, 0.956);
    assertThat(end(sheet, "accuracy", "orfit-auto-32")).isBetween(0.941, 1.0);
    assertThat(end(sheet, "accuracy", "orfit-auto-64")).isBetween(0.957, 1.0);
    assertThat(end(sheet, "accuracy", "ledger")).isBetween(0.967, 1.0);
    assertThat(end(sheet, "accuracy", "sgd")).isLessThan(0.3);
    assertMemory(sheet);
  }

  /** The same ranking on drawn digits. */
  @Test
  void drawnDigits_whereThereAreNoRealOnes_areKeptByMoreDirections() {
    assumeThat(Files.exists(IMAGES)).as("real digits stand in for drawn ones").isFalse();

    Sheet sheet = new Heads(1).compute(new Setup(null, RUNS, 4001), Silence.LISTENER);

    double ten = end(sheet, "accuracy", "orfit-auto-10");
    double more = end(sheet, "accuracy", "orfit-auto-64");
    assertThat(ten).isGreaterThan(0.6).isLessThan(more);
    assertThat(more).isLessThan(end(sheet, "accuracy", "ledger") + 0.01);
    assertThat(end(sheet, "accuracy", "sgd")).isLessThan(0.3);
    assertMemory(sheet);
  }

  /** A state of float64: m + 3 vectors of 1,000 and ten of them for the sums of products. */
  private static void assertMemory(Sheet sheet) {
    for (int memory : new int[] {10, 32, 64}) {
      double vectors = end(sheet, "memory", "orfit-auto-" + memory) / (8 * 1000);
      assertThat(vectors).isBetween((double) memory, memory + 45.0);
    }
    assertThat(end(sheet, "memory", "orfit-auto-64"))
        .isLessThan(end(sheet, "memory", "ledger") / 4);
    assertThat(end(sheet, "memory", "ledger") / (4 * 1000 * 1000)).isBetween(1.0, 2.0);
  }
}

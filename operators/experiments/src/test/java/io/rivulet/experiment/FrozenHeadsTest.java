package io.rivulet.experiment;

import static io.rivulet.experiment.OnlineNetsTest.end;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.rivulet.experiment.figure.End;
import io.rivulet.experiment.figure.Sheet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * What heads over frozen features must keep of digits that come class after class. {@code mvn
 * verify -Dbands.runs=10} takes the mean of ten runs, in minutes.
 */
final class FrozenHeadsTest {

  private static final int RUNS = Integer.getInteger("bands.runs", 1);

  private static final Path IMAGES = SharedData.file("digits-8x8.csv.gz");

  /** Three points below the figures of an independent implementation, or two. */
  @Test
  void realDigits_classAfterClass_areKeptByMoreDirections() {
    assumeThat(Files.exists(IMAGES)).as("real digits at " + IMAGES).isTrue();

    Sheet sheet = new FrozenHeads().compute(new Setup(IMAGES, RUNS, 4001), Silence.LISTENER);

    assertThat(end(sheet, "accuracy", "orfit-auto-10")).isBetween(0.896, 0.956);
    assertThat(end(sheet, "accuracy", "orfit-auto-32")).isBetween(0.941, 1.0);
    assertThat(end(sheet, "accuracy", "orfit-auto-64")).isBetween(0.957, 1.0);
    assertThat(end(sheet, "accuracy", "ledger")).isBetween(0.967, 1.0);
    assertThat(end(sheet, "accuracy", "sgd")).isLessThan(0.3);
    assertMemory(sheet);
  }

  /** On drawn digits, which are harder, and whose run the page shows. */
  @Test
  void drawnDigits_classAfterClass_areWhatThePageShows() throws IOException {
    Sheet sheet = new FrozenHeads().compute(new Setup(null, 1, 1), Silence.LISTENER);

    List<String> rows =
        sheet.ends().stream()
            .filter(end -> end.panel().equals("accuracy"))
            .map(FrozenHeadsTest::row)
            .toList();
    assertThat(Files.readAllLines(PeersTest.PAGE)).containsSubsequence(rows);
    double ten = end(sheet, "accuracy", "orfit-auto-10");
    double more = end(sheet, "accuracy", "orfit-auto-64");
    assertThat(ten).isGreaterThan(0.8).isLessThan(more);
    assertThat(more).isGreaterThan(end(sheet, "accuracy", "ledger") - 0.03);
    assertThat(end(sheet, "accuracy", "sgd")).isLessThan(0.3);
    assertMemory(sheet);
  }

  private static String row(End end) {
    return String.format(
        Locale.ROOT, "| `%s` | %,.0f | %.3f |", end.method(), end.step(), end.mean());
  }

  /**
   * Of 1,001 weights: m + 3 columns, of which those for ten outputs are ten wide, and at most m / 4
   * that wait; the ledger keeps at least a triangle.
   */
  private static void assertMemory(Sheet sheet) {
    for (int memory : new int[] {10, 32, 64}) {
      assertThat(columns(sheet, "orfit-auto-" + memory))
          .isBetween(memory + 3.0, 1.25 * memory + 3 * 10);
    }
    assertThat(columns(sheet, "orfit-auto-64")).isLessThan(columns(sheet, "ledger") / 4);
    assertThat(columns(sheet, "ledger")).isGreaterThan(1001 / 2.0);
    assertThat(columns(sheet, "sgd")).isBetween(10.0, 11.0);
  }

  /** The bytes of the state, where the head is drawn, in columns of 1,001 float64. */
  private static double columns(Sheet sheet, String head) {
    double bytes =
        sheet.ends().stream()
            .filter(end -> end.panel().equals("accuracy") && end.method().equals(head))
            .mapToDouble(End::step)
            .findFirst()
            .orElseThrow();
    return bytes / (8 * 1001);
  }
}

package io.rivulet.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.experiment.figure.End;
import io.rivulet.experiment.figure.Sheet;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What learners come to beside others, over ten runs on drawn data, which the page shows. */
final class PeersTest {

  static final Path PAGE =
      Path.of(System.getProperty("rivulet.home", ""), "operators/learners/docs/peers.md");

  private static Sheet sheet;

  @BeforeAll
  static void compute() {
    sheet = new Peers(1).compute(new Setup(null, 10, 1), Silence.LISTENER);
  }

  @Test
  void table_ofThePage_isWhatTenRunsComeTo() throws IOException {
    List<String> rows = Arrays.stream(Peer.values()).map(PeersTest::row).toList();

    assertThat(Files.readAllLines(PAGE)).containsSubsequence(rows);
  }

  @Test
  void orfitAuto_onEveryStream_comesNearTheLimitOfAllSamplesAtOnce() {
    for (PeerTask task : List.of(PeerTask.FIGURE_6, PeerTask.FRIEDMAN, PeerTask.LAGS)) {
      double auto = mean(task, Peer.ORFIT_AUTO);
      for (Peer other : List.of(Peer.ORFIT, Peer.ONE_STEP_SGD, Peer.SHORTEST_REPLACED)) {
        assertThat(auto).as(task + " " + other).isLessThan(mean(task, other));
      }
      assertThat(auto / mean(task, Peer.BATCH_RIDGE)).as(task.label()).isBetween(1.0, 1.2);
    }
    assertThat(mean(PeerTask.SPARSE, Peer.ORFIT_AUTO) / mean(PeerTask.SPARSE, Peer.BATCH_RIDGE))
        .isBetween(1.0, 1.2);
  }

  /** They store residuals, and do not rotate the basis towards what the stream holds most of. */
  @Test
  void publicRules_onSortedStreams_forgetMoreThanOrfit() {
    for (Peer rule : List.of(Peer.SHORTEST_REPLACED, Peer.ZEROS_FOR_PRODUCTS)) {
      assertThat(mean(PeerTask.FIGURE_6, rule))
          .isGreaterThan(mean(PeerTask.FIGURE_6, Peer.ORFIT) + 5);
      assertThat(mean(PeerTask.DIGITS, rule)).isLessThan(mean(PeerTask.DIGITS, Peer.ORFIT) - 0.2);
    }
  }

  @Test
  void sgd_sortedByClass_keepsLittleAtAnyRate() {
    assertThat(mean(PeerTask.DIGITS, Peer.SGD)).isLessThan(0.3);
    assertThat(mean(PeerTask.DIGITS, Peer.ORFIT_AUTO)).isGreaterThan(0.8);
  }

  private static String row(Peer peer) {
    return Stream.of(PeerTask.values())
        .map(task -> cell(end(task, peer)))
        .collect(Collectors.joining(" | ", "| `" + peer.label() + "` | ", " |"));
  }

  /** Three digits of the mean, and the deviation to the same place: no rounding moves them. */
  private static String cell(End end) {
    BigDecimal mean = new BigDecimal(end.mean()).round(new MathContext(3));
    BigDecimal deviation = new BigDecimal(end.sd()).setScale(mean.scale(), RoundingMode.HALF_UP);
    return mean.toPlainString() + " ± " + deviation.toPlainString();
  }

  private static End end(PeerTask task, Peer peer) {
    return sheet.ends().stream()
        .filter(end -> end.panel().equals(task.label()) && end.method().equals(peer.label()))
        .findFirst()
        .orElseThrow();
  }

  private static double mean(PeerTask task, Peer peer) {
    return end(task, peer).mean();
  }
}

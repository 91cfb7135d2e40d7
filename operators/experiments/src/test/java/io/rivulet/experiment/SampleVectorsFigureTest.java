package io.rivulet.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.experiment.figure.Panel;
import io.rivulet.experiment.figure.Sheet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What merging and unlearning must come to, on seeds that nothing was chosen by. */
final class SampleVectorsFigureTest {

  private static Sheet sheet;

  @BeforeAll
  static void compute() {
    sheet = new SampleVectors().compute(new Setup(null, 2, 4001), Silence.LISTENER);
  }

  @Test
  void leastSquares_mergedByCurvature_isTheJointFit() {
    for (int parts : new int[] {2, 8, 32}) {
      assertThat(at("least-squares", "curvature", parts)).isLessThan(1e-12);
      assertThat(at("least-squares", "mean", parts)).isGreaterThan(1e-4);
      assertThat(at("least-squares", "sum", parts)).isGreaterThan(parts - 1.5);
    }
  }

  /** The bands are about what an independent implementation came to on data of its own. */
  @Test
  void logistic_mergedByCurvature_isTheFirstStepOfNewton() {
    assertThat(at("logistic", "curvature", 2)).isBetween(0.001, 0.01);
    assertThat(at("logistic", "curvature", 8)).isBetween(0.01, 0.06);
    assertThat(at("logistic", "curvature", 32)).isBetween(0.08, 0.2);
    for (int parts : new int[] {2, 8, 32}) {
      assertThat(at("logistic", "curvature-newton", parts))
          .isBetween(1e-7, at("logistic", "curvature", parts) / 4);
      assertThat(at("logistic", "sum", parts)).isGreaterThan(parts - 1.5);
    }
  }

  @Test
  void logistic_manySmallParts_mergeAboutAsFarOffAsTheirMean() {
    double mean = at("logistic", "mean", 32);

    assertThat(mean).isBetween(0.08, 0.25);
    assertThat(at("logistic", "curvature", 32)).isBetween(mean / 2, 2 * mean);
    assertThat(at("logistic", "curvature-newton", 32)).isLessThan(mean / 4);
  }

  @Test
  void unlearning_everyLearnerThatCan_isExact() {
    for (int removed : new int[] {1, 10, 100, 500}) {
      for (String method : new String[] {"ledger", "ledger-square-root", "rls"}) {
        assertThat(at("unlearning", method, removed)).as(method).isLessThan(1e-11);
      }
    }
    assertThat(at("unlearning", "influence", 1)).isBetween(1e-9, 1e-3);
    assertThat(at("unlearning", "influence", 500)).isGreaterThan(1e-3);
  }

  @Test
  void marks_ofDataScaledInAnUnknownWay_areLeftOutAndTheNotesSaySo() {
    assertThat(sheet.panels()).allMatch(panel -> panel.marks().isEmpty());
    assertThat(String.join(" ", sheet.notes()))
        .contains("are left out: the inputs and the ridge of their data are not known");
  }

  private static double at(String panel, String method, int step) {
    Panel found =
        sheet.panels().stream().filter(p -> p.name().equals(panel)).findFirst().orElseThrow();
    return found.traces().stream()
        .filter(trace -> trace.method().equals(method))
        .flatMap(trace -> trace.points().stream())
        .filter(point -> point.step() == step)
        .findFirst()
        .orElseThrow()
        .mean();
  }
}

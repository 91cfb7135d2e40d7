package io.rivulet.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.experiment.figure.Panel;
import io.rivulet.experiment.figure.Point;
import io.rivulet.experiment.figure.Sheet;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the records of learners must say of earlier samples, on seeds that nothing was chosen by.
 */
final class ForgettingTest {

  private static Sheet sheet;

  @BeforeAll
  static void compute() {
    sheet = new Forgetting().compute(new Setup(null, 2, 4001), Silence.LISTENER);
  }

  @Test
  void bounds_ofEveryVersionAndLearner_areAboveTheTruth() {
    assertThat(sheet.panels()).hasSize(12);
    for (Panel panel : sheet.panels()) {
      List<Point> bound = points(panel, "bound");
      List<Point> change = points(panel, "truth");
      assertThat(bound).hasSameSizeAs(change).hasSizeGreaterThan(85);
      for (int i = 0; i < bound.size(); i++) {
        assertThat(bound.get(i).mean()).isGreaterThanOrEqualTo(change.get(i).mean());
      }
    }
    assertThat(String.join(" ", sheet.notes()))
        .containsPattern("of 1,188 bounds 0 are below the truth")
        .containsPattern("of 2,388 bounds 0 are below the truth");
  }

  /** Over a pass, the mean of squares of the meter is that of the truth. */
  @Test
  void meters_overAPass_areTheTruth() {
    for (Panel panel : sheet.panels()) {
      double meter = squares(points(panel, "meter"));
      assertThat(Math.sqrt(meter / squares(points(panel, "truth")))).isBetween(0.75, 1.3);
    }
  }

  /** The sample after the jump changes more than any of the fifty before it. */
  @Test
  void change_targetJumps_showsTheJump() {
    for (Panel panel : sheet.panels().subList(6, 12)) {
      List<Point> meter = points(panel, "meter");
      double before =
          meter.stream()
              .filter(p -> p.step() > 50 && p.step() < 101)
              .mapToDouble(Point::mean)
              .max()
              .orElseThrow();
      double after =
          meter.stream()
              .filter(p -> p.step() >= 101 && p.step() < 111)
              .mapToDouble(Point::mean)
              .max()
              .orElseThrow();
      assertThat(after).as(panel.name()).isGreaterThan(before);
    }
  }

  private static double squares(List<Point> points) {
    return points.stream().mapToDouble(point -> point.mean() * point.mean()).sum();
  }

  private static List<Point> points(Panel panel, String method) {
    return panel.traces().stream()
        .filter(trace -> trace.method().equals(method))
        .findFirst()
        .orElseThrow()
        .points();
  }
}

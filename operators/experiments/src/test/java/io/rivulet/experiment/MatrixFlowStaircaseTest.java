package io.rivulet.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.experiment.figure.Mark;
import io.rivulet.experiment.figure.Panel;
import io.rivulet.experiment.figure.Point;
import io.rivulet.experiment.figure.Sheet;
import io.rivulet.experiment.figure.Trace;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a flow from a small random start must show, on seeds that nothing was chosen by. */
final class MatrixFlowStaircaseTest {

  private static final List<String> SCALES = List.of("1e-1", "1e-2", "1e-4", "1e-8");

  private static Sheet sheet;

  @BeforeAll
  static void compute() {
    sheet = new MatrixFlowStaircase().compute(new Setup(null, 5, 4001), Silence.LISTENER);
  }

  /** The Schur complement of each component is a² up to a factor of about e^±0.35. */
  @Test
  void halfTimes_randomStarts_areThoseOfTheClosedForm() {
    for (double mu : MatrixFlowStaircase.COMPONENTS) {
      for (Point point : trace("half-times", mu).points()) {
        assertThat(point.mean())
            .as("mu %s from %s", mu, point.step())
            .isCloseTo(halfTime(mu, point.step()), within(0.35 / (2 * mu)));
      }
    }
  }

  @Test
  void marks_ofEachStart_areItsHalfTimes() {
    for (Mark mark : panel("half-times").marks()) {
      double mu = Double.parseDouble(mark.method().substring("mu-".length()));
      assertThat(mark.low()).isCloseTo(halfTime(mu, mark.step()), within(6e-4));
    }
    for (String scale : SCALES) {
      for (Mark mark : panel("scale-" + scale).marks()) {
        double mu = 2 * mark.low();
        assertThat(mark.step()).isCloseTo(halfTime(mu, Double.parseDouble(scale)), within(6e-4));
      }
    }
  }

  @Test
  void staircase_anyScale_startsAtNothingAndEndsAtTheTarget() {
    for (String scale : SCALES) {
      for (double mu : MatrixFlowStaircase.COMPONENTS) {
        List<Point> points = trace("scale-" + scale, mu).points();
        assertThat(points.get(0).mean()).isLessThan(0.02);
        assertThat(points.get(points.size() - 1).mean()).isCloseTo(mu, within(0.01 * mu));
      }
    }
  }

  /** From 10 to 90 % in ln 9 / μ, between points that lie 0.03 to 0.11 apart. */
  @Test
  void rise_smallStarts_takesTheSameTime() {
    Sheet single = new MatrixFlowStaircase().compute(new Setup(null, 1, 4001), Silence.LISTENER);
    for (String scale : SCALES.subList(1, SCALES.size())) {
      for (double mu : MatrixFlowStaircase.COMPONENTS) {
        Trace trace = trace(single, "scale-" + scale, mu);
        assertThat(crossing(trace, 0.9 * mu) - crossing(trace, 0.1 * mu))
            .as("mu %s from %s", mu, scale)
            .isCloseTo(Math.log(9) / mu, within(0.05));
      }
    }
  }

  /**
   * Halfway between two half-times, the smaller the start the more of the larger and the less of
   * the smaller.
   */
  @Test
  void midpoint_smallerStarts_separateComponents() {
    double first = 0;
    double second = 1;
    for (String scale : SCALES) {
      double a = Double.parseDouble(scale);
      double middle = (halfTime(4, a) + halfTime(2, a)) / 2;
      double larger = at(trace("scale-" + scale, 4), middle) / 4;
      double smaller = at(trace("scale-" + scale, 2), middle) / 2;
      assertThat(larger).isGreaterThan(first);
      assertThat(smaller).isLessThan(second);
      first = larger;
      second = smaller;
    }
    assertThat(first).isGreaterThan(0.999);
    assertThat(second).isLessThan(0.001);
  }

  /** Of a start a² I: when x = a² e^{2μt} / (1 + a² (e^{2μt} - 1) / μ) is μ / 2. */
  private static double halfTime(double mu, double a) {
    return Math.log((mu - a * a) / (a * a)) / (2 * mu);
  }

  private static double crossing(Trace trace, double value) {
    List<Point> points = trace.points();
    for (int i = 1; i < points.size(); i++) {
      if (points.get(i).mean() >= value) {
        Point before = points.get(i - 1);
        double part = (value - before.mean()) / (points.get(i).mean() - before.mean());
        return before.step() + part * (points.get(i).step() - before.step());
      }
    }
    throw new AssertionError(trace.method() + " never reaches " + value);
  }

  private static double at(Trace trace, double step) {
    return trace.points().stream()
        .filter(point -> point.step() >= step)
        .findFirst()
        .orElseThrow()
        .mean();
  }

  private static Panel panel(String name) {
    return panel(sheet, name);
  }

  private static Panel panel(Sheet of, String name) {
    return of.panels().stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
  }

  private static Trace trace(String panel, double mu) {
    return trace(sheet, panel, mu);
  }

  private static Trace trace(Sheet of, String panel, double mu) {
    return panel(of, panel).traces().stream()
        .filter(trace -> trace.method().equals("mu-" + (int) mu))
        .findFirst()
        .orElseThrow();
  }
}

package io.rivulet.experiment.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.experiment.canvas.Canvas.Anchor;
import io.rivulet.experiment.canvas.Canvas.Letters;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** The curves, spreads and marks of a sheet. */
final class SheetCurvesTest {

  /** Points on paper; SVG has two decimals. */
  private static final double HAIR = 0.02;

  private static final Trace RISING =
      new Trace("orfit", List.of(point(0, 0, 5), point(5, 20, 5), point(10, 40, 5)));

  @Test
  void svg_curve_liesOnItsAxes() throws Exception {
    Element svg = SheetTest.svg(sheet(SheetTest.panel("a", List.of(RISING), List.of())));

    double[][] line =
        SheetTest.points(last(svg, "polyline", "stroke", "#0c7bc0", "stroke-width", "1.9"));
    assertThat(line).hasNumberOfRows(3);
    assertThat(line[0][0]).isCloseTo(textAt(svg, "0", "middle", "x"), within(HAIR));
    assertThat(line[2][0]).isCloseTo(textAt(svg, "10", "middle", "x"), within(HAIR));
    double below = Letters.small(Anchor.END).halfDigit();
    assertThat(line[0][1]).isCloseTo(textAt(svg, "0", "end", "y") - below, within(HAIR));
    assertThat(line[2][1]).isCloseTo(textAt(svg, "40", "end", "y") - below, within(HAIR));
    assertThat(line[1][1]).isCloseTo((line[0][1] + line[2][1]) / 2, within(HAIR));
  }

  @Test
  void svg_fiveRuns_areShadedOneDeviationToBothSides() throws Exception {
    Element svg = SheetTest.svg(sheet(SheetTest.panel("a", List.of(RISING), List.of())));

    double[][] line =
        SheetTest.points(last(svg, "polyline", "stroke", "#0c7bc0", "stroke-width", "1.9"));
    double[][] band =
        SheetTest.points(last(svg, "polygon", "fill", "#0c7bc0", "fill-opacity", "0.16"));
    double degree = (line[0][1] - line[2][1]) / 40;
    assertThat(band).hasNumberOfRows(6);
    assertThat(line[1][1] - band[1][1]).isCloseTo(degree, within(HAIR));
    assertThat(band[4][1] - line[1][1]).isCloseTo(degree, within(HAIR));
    assertThat(band[4][0]).isEqualTo(line[1][0]);
  }

  @Test
  void svg_fourRuns_haveLinesAtTheLeastAndTheGreatest() throws Exception {
    Trace rising = new Trace("orfit", List.of(point(0, 10, 4), point(5, 20, 4), point(10, 40, 4)));
    Element svg = SheetTest.svg(sheet(SheetTest.panel("a", List.of(rising), List.of())));

    double[][] line =
        SheetTest.points(last(svg, "polyline", "stroke", "#0c7bc0", "stroke-width", "1.9"));
    double[][] greatest =
        SheetTest.points(last(svg, "polyline", "stroke", "#0c7bc0", "stroke-width", "0.4"));
    double degree = (line[0][1] - line[2][1]) / 30;
    // three above the mean, see point()
    assertThat(line[1][1] - greatest[1][1]).isCloseTo(3 * degree, within(HAIR));
    assertThat(SheetTest.elements(svg, "polygon"))
        .noneMatch(area -> area.getAttribute("fill-opacity").equals("0.16"));
  }

  @Test
  void svg_oneRun_hasNoSpread() throws Exception {
    Trace rising = new Trace("orfit", List.of(point(0, 10, 1), point(5, 20, 1), point(10, 40, 1)));
    Element svg = SheetTest.svg(sheet(SheetTest.panel("a", List.of(rising), List.of())));

    assertThat(SheetTest.elements(svg, "polyline"))
        .noneMatch(line -> line.getAttribute("stroke-width").equals("0.4"));
    assertThat(SheetTest.elements(svg, "polygon"))
        .allMatch(area -> area.getAttribute("fill-opacity").equals("1.00"));
  }

  @Test
  void svg_eventAndMarks_areDrawn() throws Exception {
    Panel panel =
        new Panel(
            "a",
            "some",
            Axis.linear("x"),
            Axis.linear("y"),
            List.of(RISING),
            List.of(new Mark("orfit", 10, 20, 40)),
            OptionalDouble.of(5));
    Element svg = SheetTest.svg(sheet(panel));

    double[][] line =
        SheetTest.points(last(svg, "polyline", "stroke", "#0c7bc0", "stroke-width", "1.9"));
    double[][] event = SheetTest.points(last(svg, "polyline", "stroke-dasharray", "1.0 2.0"));
    double[][] high =
        SheetTest.points(last(svg, "polyline", "stroke", "#0c7bc0", "stroke-dasharray", "2.5 1.8"));
    assertThat(event[0][0]).isEqualTo(event[1][0]).isEqualTo(line[1][0]);
    assertThat(high[0][0]).isEqualTo(line[0][0]);
    assertThat(high[1][0]).isEqualTo(line[2][0]);
    assertThat(high[0][1]).isEqualTo(high[1][1]).isCloseTo(line[2][1], within(HAIR));
    assertThat(texts(svg)).contains("marks", "20–40");
  }

  /** As two methods have it, the line is in the colour of neither. */
  @Test
  void svg_oneReadingOfTwoMethods_isOneLine() throws Exception {
    Trace other = new Trace("greedy", RISING.points());
    List<Mark> marks = List.of(Mark.at("orfit", 10, 33), Mark.at("greedy", 10, 33));
    Element svg = SheetTest.svg(sheet(SheetTest.panel("a", List.of(RISING, other), marks)));

    assertThat(texts(svg)).containsOnlyOnce("33");
    assertThat(SheetTest.elements(svg, "polyline"))
        .filteredOn(line -> line.getAttribute("stroke-dasharray").equals("2.5 1.8"))
        .hasSize(2)
        .allMatch(line -> line.getAttribute("stroke").equals("#2b2f36"));
  }

  @Test
  void svg_timeOfAValue_isUprightAndLabelledAbove() throws Exception {
    List<Mark> marks = List.of(Mark.timed("orfit", 2.298, 9));
    Element svg = SheetTest.svg(sheet(SheetTest.panel("a", List.of(RISING), marks)));

    double[][] line =
        SheetTest.points(last(svg, "polyline", "stroke", "#0c7bc0", "stroke-width", "1.9"));
    double[][] time =
        SheetTest.points(last(svg, "polyline", "stroke", "#0c7bc0", "stroke-dasharray", "2.5 1.8"));
    double expected = line[0][0] + 0.2298 * (line[2][0] - line[0][0]);
    assertThat(time[0][0]).isEqualTo(time[1][0]).isCloseTo(expected, within(HAIR));
    assertThat(textAt(svg, "2.30", "middle", "y")).isLessThan(line[2][1]);
  }

  @Test
  void svg_readingsAtSeveralSteps_areALineThroughThem() throws Exception {
    List<Mark> marks = List.of(Mark.at("orfit", 10, 40), Mark.at("orfit", 0, 0));
    Element svg = SheetTest.svg(sheet(SheetTest.panel("a", List.of(RISING), marks)));

    double[][] line =
        SheetTest.points(last(svg, "polyline", "stroke", "#0c7bc0", "stroke-width", "1.9"));
    List<Element> dashed =
        SheetTest.elements(svg, "polyline").stream()
            .filter(each -> each.getAttribute("stroke-dasharray").equals("2.5 1.8"))
            .toList();
    assertThat(SheetTest.points(dashed.get(0))).isDeepEqualTo(new double[][] {line[0], line[2]});
  }

  @Test
  void svg_missingPoint_breaksTheLine() throws Exception {
    Trace broken =
        new Trace(
            "orfit",
            List.of(
                point(0, 1, 1),
                point(2, 2, 1),
                point(5, Double.NaN, 1),
                point(8, 3, 1),
                point(10, 4, 1)));
    Element svg = SheetTest.svg(sheet(SheetTest.panel("a", List.of(broken), List.of())));

    assertThat(SheetTest.elements(svg, "polyline"))
        .filteredOn(line -> line.getAttribute("stroke-width").equals("1.9"))
        .hasSize(2);
  }

  @Test
  void svg_notANumber_isLeftOut() throws Exception {
    Trace broken =
        new Trace(
            "orfit",
            List.of(
                point(0, Double.NaN, 6), point(5, 3, 6), point(10, Double.POSITIVE_INFINITY, 6)));

    String svg = sheet(SheetTest.panel("a", List.of(broken), List.of())).svg(Layout.PAGE);

    assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity");
  }

  /** A deviation of 1, from two below the mean to three above. */
  private static Point point(double step, double mean, int runs) {
    return new Point(step, mean, runs == 1 ? 0 : 1, mean - 2, mean + 3, runs);
  }

  private static Sheet sheet(Panel... panels) {
    return new Sheet("f", "A & B < C", List.of(panels), List.of("a note"), "marks");
  }

  private static List<String> texts(Element svg) {
    return SheetTest.elements(svg, "text").stream().map(Element::getTextContent).toList();
  }

  /** The last element of a tag with these attributes. */
  private static Element last(Element svg, String tag, String... attributes) {
    List<Element> found = new ArrayList<>(SheetTest.elements(svg, tag));
    for (int i = 0; i < attributes.length; i += 2) {
      int at = i;
      found.removeIf(e -> !e.getAttribute(attributes[at]).equals(attributes[at + 1]));
    }
    return found.get(found.size() - 1);
  }

  private static double textAt(Element svg, String text, String anchor, String coordinate) {
    return SheetTest.elements(svg, "text").stream()
        .filter(e -> e.getTextContent().equals(text))
        .filter(e -> e.getAttribute("text-anchor").equals(anchor))
        .mapToDouble(e -> Double.parseDouble(e.getAttribute(coordinate)))
        .findFirst()
        .orElseThrow();
  }
}

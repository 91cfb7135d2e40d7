package io.rivulet.experiment.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.experiment.canvas.Canvas.Anchor;
import io.rivulet.experiment.canvas.Canvas.Letters;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

final class SheetTest {

  /** Points on paper; SVG has two decimals. */
  private static final double HAIR = 0.02;

  private static final Trace RISING =
      new Trace("orfit", List.of(point(0, 0, 5), point(5, 20, 5), point(10, 40, 5)));

  @Test
  void svg_nothingMeasured_isStillAPicture() throws Exception {
    Sheet sheet = sheet(panel("a", List.of(new Trace("orfit", List.of())), List.of()));

    assertThat(texts(svg(sheet))).contains("A & B < C", "orfit");
    assertThat(ImageIO.read(new ByteArrayInputStream(sheet.png(Layout.PAGE)))).isNotNull();
    assertThat(sheet.ends()).isEmpty();
  }

  @Test
  void svg_curve_liesOnItsAxes() throws Exception {
    Element svg = svg(sheet(panel("a", List.of(RISING), List.of())));

    double[][] line = points(last(svg, "polyline", "stroke", "#0c7bc0", "stroke-width", "1.9"));
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
    Element svg = svg(sheet(panel("a", List.of(RISING), List.of())));

    double[][] line = points(last(svg, "polyline", "stroke", "#0c7bc0", "stroke-width", "1.9"));
    double[][] band = points(last(svg, "polygon", "fill", "#0c7bc0", "fill-opacity", "0.16"));
    double degree = (line[0][1] - line[2][1]) / 40;
    assertThat(band).hasNumberOfRows(6);
    assertThat(line[1][1] - band[1][1]).isCloseTo(degree, within(HAIR));
    assertThat(band[4][1] - line[1][1]).isCloseTo(degree, within(HAIR));
    assertThat(band[4][0]).isEqualTo(line[1][0]);
  }

  @Test
  void svg_fourRuns_haveLinesAtTheLeastAndTheGreatest() throws Exception {
    Trace rising = new Trace("orfit", List.of(point(0, 10, 4), point(5, 20, 4), point(10, 40, 4)));
    Element svg = svg(sheet(panel("a", List.of(rising), List.of())));

    double[][] line = points(last(svg, "polyline", "stroke", "#0c7bc0", "stroke-width", "1.9"));
    double[][] greatest = points(last(svg, "polyline", "stroke", "#0c7bc0", "stroke-width", "0.4"));
    double degree = (line[0][1] - line[2][1]) / 30;
    // three above the mean, see point()
    assertThat(line[1][1] - greatest[1][1]).isCloseTo(3 * degree, within(HAIR));
    assertThat(elements(svg, "polygon"))
        .noneMatch(area -> area.getAttribute("fill-opacity").equals("0.16"));
  }

  @Test
  void svg_oneRun_hasNoSpread() throws Exception {
    Trace rising = new Trace("orfit", List.of(point(0, 10, 1), point(5, 20, 1), point(10, 40, 1)));
    Element svg = svg(sheet(panel("a", List.of(rising), List.of())));

    assertThat(elements(svg, "polyline"))
        .noneMatch(line -> line.getAttribute("stroke-width").equals("0.4"));
    assertThat(elements(svg, "polygon"))
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
    Element svg = svg(sheet(panel));

    double[][] line = points(last(svg, "polyline", "stroke", "#0c7bc0", "stroke-width", "1.9"));
    double[][] event = points(last(svg, "polyline", "stroke-dasharray", "1.0 2.0"));
    double[][] high =
        points(last(svg, "polyline", "stroke", "#0c7bc0", "stroke-dasharray", "2.5 1.8"));
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
    Element svg = svg(sheet(panel("a", List.of(RISING, other), marks)));

    assertThat(texts(svg)).containsOnlyOnce("33");
    assertThat(elements(svg, "polyline"))
        .filteredOn(line -> line.getAttribute("stroke-dasharray").equals("2.5 1.8"))
        .hasSize(2)
        .allMatch(line -> line.getAttribute("stroke").equals("#2b2f36"));
  }

  @Test
  void svg_timeOfAValue_isUprightAndLabelledAbove() throws Exception {
    List<Mark> marks = List.of(Mark.timed("orfit", 2.298, 9));
    Element svg = svg(sheet(panel("a", List.of(RISING), marks)));

    double[][] line = points(last(svg, "polyline", "stroke", "#0c7bc0", "stroke-width", "1.9"));
    double[][] time =
        points(last(svg, "polyline", "stroke", "#0c7bc0", "stroke-dasharray", "2.5 1.8"));
    double expected = line[0][0] + 0.2298 * (line[2][0] - line[0][0]);
    assertThat(time[0][0]).isEqualTo(time[1][0]).isCloseTo(expected, within(HAIR));
    assertThat(textAt(svg, "2.30", "middle", "y")).isLessThan(line[2][1]);
  }

  @Test
  void svg_readingsAtSeveralSteps_areALineThroughThem() throws Exception {
    List<Mark> marks = List.of(Mark.at("orfit", 10, 40), Mark.at("orfit", 0, 0));
    Element svg = svg(sheet(panel("a", List.of(RISING), marks)));

    double[][] line = points(last(svg, "polyline", "stroke", "#0c7bc0", "stroke-width", "1.9"));
    List<Element> dashed =
        elements(svg, "polyline").stream()
            .filter(each -> each.getAttribute("stroke-dasharray").equals("2.5 1.8"))
            .toList();
    assertThat(points(dashed.get(0))).isDeepEqualTo(new double[][] {line[0], line[2]});
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
    Element svg = svg(sheet(panel("a", List.of(broken), List.of())));

    assertThat(elements(svg, "polyline"))
        .filteredOn(line -> line.getAttribute("stroke-width").equals("1.9"))
        .hasSize(2);
  }

  @Test
  void svg_labelOfATrace_standsForItsMethod() throws Exception {
    Sheet sheet =
        sheet(panel("a", List.of(new Trace("mu-4", RISING.points()).labelled("μ = 4")), List.of()));

    assertThat(texts(svg(sheet))).contains("μ = 4").doesNotContain("mu-4");
    assertThat(sheet.csv()).contains("f,a,mu-4,0,");
  }

  @Test
  void bare_sheet_hasNoTitleAndNoNotes() throws Exception {
    Sheet bare = sheet(panel("a", List.of(RISING), List.of())).bare();

    assertThat(texts(svg(bare))).contains("some", "orfit").doesNotContain("A & B < C", "a note");
  }

  @Test
  void svg_notANumber_isLeftOut() throws Exception {
    Trace broken =
        new Trace(
            "orfit",
            List.of(
                point(0, Double.NaN, 6), point(5, 3, 6), point(10, Double.POSITIVE_INFINITY, 6)));

    String svg = sheet(panel("a", List.of(broken), List.of())).svg(Layout.PAGE);

    assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity");
  }

  @Test
  void png_anyLayout_isOfItsSizeAt300PixelsAnInch() throws Exception {
    Sheet sheet = sheet(panel("a", List.of(RISING), List.of()));

    // 84 mm / 25.4 · 72 = 238.11 points; 84 mm / 25.4 · 300 = 992.1 and 174 mm / 25.4 · 300 =
    // 2055.1
    assertThat(sheet.svg(Layout.COLUMN)).contains(" width=\"84.00mm\"", " viewBox=\"0 0 238.11 ");
    assertThat(png(sheet, Layout.COLUMN).getWidth()).isEqualTo(992);
    assertThat(png(sheet, Layout.PAGE).getWidth()).isEqualTo(2055);
    double height = height(svg(sheet));
    assertThat((double) png(sheet, Layout.PAGE).getHeight())
        .isCloseTo(height / 25.4 * 300, within(1.0));
  }

  /** The chunk pHYs: pixels a metre across and down, and a unit of 1 for the metre. */
  @Test
  void png_anyLayout_tellsItsResolution() throws Exception {
    byte[] png = sheet(panel("a", List.of(RISING), List.of())).png(Layout.COLUMN);
    String bytes = new String(png, StandardCharsets.ISO_8859_1);
    ByteBuffer size = ByteBuffer.wrap(png, bytes.indexOf("pHYs") + 4, 9);

    // 300 / 0.0254
    assertThat(size.getInt()).isEqualTo(11_811);
    assertThat(size.getInt()).isEqualTo(11_811);
    assertThat(size.get()).isEqualTo((byte) 1);
  }

  @Test
  void svg_longNotes_areBrokenBetweenWords() throws Exception {
    List<String> words = Collections.nCopies(60, "hippopotamus");
    Sheet sheet =
        new Sheet(
            "f",
            "A & B < C",
            List.of(panel("a", List.of(RISING), List.of())),
            List.of(String.join(" ", words)),
            "marks");

    List<String> lines =
        texts(svg(sheet)).stream().filter(text -> text.startsWith("hippo")).toList();
    assertThat(String.join(" ", lines)).isEqualTo(sheet.notes().get(0));
    assertThat(lines).hasSizeGreaterThan(1).allMatch(line -> line.length() < 110);
  }

  @Test
  void ends_ofEachCurve_haveWhatTheSourceShowsThere() {
    Trace tiny = new Trace("sgd", List.of(new Point(100_000, 2.5e-13, 0, 2.5e-13, 2.5e-13, 1)));
    Panel panel = panel("b", List.of(RISING, tiny), List.of(new Mark("orfit", 10, 5, 12)));

    assertThat(sheet(panel).ends())
        .containsExactly(
            new End("b", "orfit", 10, 40, 1, 5, "5 to 12"),
            new End("b", "sgd", 100_000, 2.5e-13, 0, 1, null));
  }

  @Test
  void csv_everyPoint_isARow() {
    Sheet sheet = sheet(panel("a", List.of(RISING), List.of()), panel("b", List.of(), List.of()));

    assertThat(sheet.csv().lines())
        .containsExactly(
            "figure,panel,method,step,mean,sd,runs",
            "f,a,orfit,0,0,1,5",
            "f,a,orfit,5,20,1,5",
            "f,a,orfit,10,40,1,5");
  }

  @Test
  void mark_lowAboveHigh_isRefused() {
    assertThatThrownBy(() -> new Mark("orfit", 1, 2, 1))
        .hasMessage("a mark's low must be at most its high, got 2.0 and 1.0");
  }

  /** A deviation of 1, from two below the mean to three above. */
  private static Point point(double step, double mean, int runs) {
    return new Point(step, mean, runs == 1 ? 0 : 1, mean - 2, mean + 3, runs);
  }

  private static BufferedImage png(Sheet sheet, Layout layout) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(sheet.png(layout)));
  }

  /** In millimetres. */
  private static double height(Element svg) {
    return Double.parseDouble(svg.getAttribute("height").replace("mm", ""));
  }

  private static Sheet sheet(Panel... panels) {
    return new Sheet("f", "A & B < C", List.of(panels), List.of("a note"), "marks");
  }

  private static Panel panel(String name, List<Trace> traces, List<Mark> marks) {
    return new Panel(
        name, "some", Axis.linear("x"), Axis.linear("y"), traces, marks, OptionalDouble.empty());
  }

  private static Element svg(Sheet sheet) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(sheet.svg(Layout.PAGE).getBytes(StandardCharsets.UTF_8)))
        .getDocumentElement();
  }

  private static List<Element> elements(Element svg, String tag) {
    NodeList nodes = svg.getElementsByTagName(tag);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  private static List<String> texts(Element svg) {
    return elements(svg, "text").stream().map(Element::getTextContent).toList();
  }

  /** The last element of a tag with these attributes. */
  private static Element last(Element svg, String tag, String... attributes) {
    List<Element> found = new ArrayList<>(elements(svg, tag));
    for (int i = 0; i < attributes.length; i += 2) {
      int at = i;
      found.removeIf(e -> !e.getAttribute(attributes[at]).equals(attributes[at + 1]));
    }
    return found.get(found.size() - 1);
  }

  private static double[][] points(Element element) {
    return Arrays.stream(element.getAttribute("points").split(" ", -1))
        .map(p -> Arrays.stream(p.split(",", -1)).mapToDouble(Double::parseDouble).toArray())
        .toArray(double[][]::new);
  }

  private static double textAt(Element svg, String text, String anchor, String coordinate) {
    return elements(svg, "text").stream()
        .filter(e -> e.getTextContent().equals(text))
        .filter(e -> e.getAttribute("text-anchor").equals(anchor))
        .mapToDouble(e -> Double.parseDouble(e.getAttribute(coordinate)))
        .findFirst()
        .orElseThrow();
  }
}

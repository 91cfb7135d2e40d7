package io.rivulet.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
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

  private static final Trace RISING =
      new Trace(
          "orfit", List.of(new Point(0, 0, 1, 3), new Point(5, 20, 1, 3), new Point(10, 40, 1, 3)));

  @Test
  void svg_nothingMeasured_isStillAPicture() throws Exception {
    Sheet sheet = sheet(panel("a", List.of(new Trace("orfit", List.of())), List.of()));

    assertThat(texts(svg(sheet))).contains("A & B < C", "orfit");
    assertThat(ImageIO.read(new ByteArrayInputStream(sheet.png()))).isNotNull();
    assertThat(sheet.ends()).isEmpty();
  }

  @Test
  void svg_curve_liesOnItsAxes() throws Exception {
    Element svg = svg(sheet(panel("a", List.of(RISING), List.of())));

    double[][] line = points(last(svg, "polyline", "stroke", "#0c7bc0", "stroke-width", "3.2"));
    assertThat(line).hasNumberOfRows(3);
    assertThat(line[0][0]).isCloseTo(textAt(svg, "0", "middle", "x"), within(0.11));
    assertThat(line[2][0]).isCloseTo(textAt(svg, "10", "middle", "x"), within(0.11));
    // labels stand 4.5 points below the middle of their line
    assertThat(line[0][1]).isCloseTo(textAt(svg, "0", "end", "y") - 4.5, within(0.11));
    assertThat(line[2][1]).isCloseTo(textAt(svg, "40", "end", "y") - 4.5, within(0.11));
    assertThat(line[1][1]).isCloseTo((line[0][1] + line[2][1]) / 2, within(0.11));
  }

  @Test
  void svg_band_reachesOneDeviationToBothSides() throws Exception {
    Element svg = svg(sheet(panel("a", List.of(RISING), List.of())));

    double[][] line = points(last(svg, "polyline", "stroke", "#0c7bc0", "stroke-width", "3.2"));
    double[][] band = points(last(svg, "polygon", "fill", "#0c7bc0"));
    double degree = (line[0][1] - line[2][1]) / 40;
    assertThat(band).hasNumberOfRows(6);
    assertThat(line[1][1] - band[1][1]).isCloseTo(degree, within(0.21));
    assertThat(band[4][1] - line[1][1]).isCloseTo(degree, within(0.21));
    assertThat(band[4][0]).isEqualTo(line[1][0]);
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

    double[][] line = points(last(svg, "polyline", "stroke", "#0c7bc0", "stroke-width", "3.2"));
    double[][] event = points(last(svg, "polyline", "stroke-dasharray", "6.0 4.0"));
    double[][] mark = points(last(svg, "polyline", "stroke", "#0c7bc0", "stroke-width", "2.0"));
    assertThat(event[0][0]).isEqualTo(event[1][0]).isEqualTo(line[1][0]);
    assertThat(mark).hasNumberOfRows(5);
    assertThat(mark[0][1]).isCloseTo((line[1][1] + line[2][1]) / 2, within(0.11));
    assertThat(mark[0][0]).isGreaterThan(line[2][0]);
    assertThat(texts(svg)).contains("marks");
  }

  @Test
  void svg_notANumber_isLeftOut() throws Exception {
    Trace broken =
        new Trace(
            "orfit",
            List.of(
                new Point(0, Double.NaN, Double.NaN, 1),
                new Point(5, 3, 0, 1),
                new Point(10, Double.POSITIVE_INFINITY, Double.NaN, 1)));

    String svg = sheet(panel("a", List.of(broken), List.of())).svg();

    assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity");
  }

  @Test
  void png_anyNumberOfPanels_isTwiceTheSizeOfTheSvg() throws Exception {
    for (int n : new int[] {1, 2, 3, 5}) {
      Panel[] panels =
          IntStream.range(0, n)
              .mapToObj(i -> panel("p" + i, List.of(RISING), List.of()))
              .toArray(Panel[]::new);
      Sheet sheet = sheet(panels);
      Element svg = svg(sheet);
      BufferedImage png = ImageIO.read(new ByteArrayInputStream(sheet.png()));

      assertThat(png.getWidth()).isEqualTo(2 * Integer.parseInt(svg.getAttribute("width")));
      assertThat(png.getHeight()).isEqualTo(2 * Integer.parseInt(svg.getAttribute("height")));
      for (int i = 0; i < n; i++) {
        assertThat(texts(svg)).contains("(p" + i + ")  some");
      }
    }
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
    assertThat(lines).hasSizeGreaterThan(1).allMatch(line -> line.length() < 130);
  }

  @Test
  void table_ends_standBesideTheSource() {
    Trace tiny = new Trace("sgd", List.of(new Point(100_000, 2.5e-13, 0, 1)));
    Panel panel = panel("b", List.of(RISING, tiny), List.of(new Mark("orfit", 10, 5, 12)));

    assertThat(sheet(panel).table().lines())
        .containsExactly(
            "panel  method    step     mean    sd  runs   source",
            "-----  ------  ------  -------  ----  ----  -------",
            "b      orfit       10    40.00  1.00     3  5 to 12",
            "b      sgd     100000  2.5e-13  0.00     1        -");
  }

  @Test
  void csv_everyPoint_isARow() {
    Sheet sheet = sheet(panel("a", List.of(RISING), List.of()), panel("b", List.of(), List.of()));

    assertThat(sheet.csv().lines())
        .containsExactly(
            "figure,panel,method,step,mean,sd,runs",
            "f,a,orfit,0,0,1,3",
            "f,a,orfit,5,20,1,3",
            "f,a,orfit,10,40,1,3");
  }

  @Test
  void mark_lowAboveHigh_isRefused() {
    assertThatThrownBy(() -> new Mark("orfit", 1, 2, 1))
        .hasMessage("a mark's low must be at most its high, got 2.0 and 1.0");
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
        .parse(new ByteArrayInputStream(sheet.svg().getBytes(StandardCharsets.UTF_8)))
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

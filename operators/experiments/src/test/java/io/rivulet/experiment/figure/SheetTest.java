package io.rivulet.experiment.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
      new Trace("orfit", List.of(point(0, 0, 5), point(5, 20, 5), point(10, 40, 5)));

  @Test
  void svg_nothingMeasured_isStillAPicture() throws Exception {
    Sheet sheet = sheet(panel("a", List.of(new Trace("orfit", List.of())), List.of()));

    assertThat(texts(svg(sheet))).contains("A & B < C", "orfit");
    assertThat(ImageIO.read(new ByteArrayInputStream(sheet.png(Layout.PAGE)))).isNotNull();
    assertThat(sheet.ends()).isEmpty();
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

  static Panel panel(String name, List<Trace> traces, List<Mark> marks) {
    return new Panel(
        name, "some", Axis.linear("x"), Axis.linear("y"), traces, marks, OptionalDouble.empty());
  }

  static Element svg(Sheet sheet) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(sheet.svg(Layout.PAGE).getBytes(StandardCharsets.UTF_8)))
        .getDocumentElement();
  }

  static List<Element> elements(Element svg, String tag) {
    NodeList nodes = svg.getElementsByTagName(tag);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  private static List<String> texts(Element svg) {
    return elements(svg, "text").stream().map(Element::getTextContent).toList();
  }

  static double[][] points(Element element) {
    return Arrays.stream(element.getAttribute("points").split(" ", -1))
        .map(p -> Arrays.stream(p.split(",", -1)).mapToDouble(Double::parseDouble).toArray())
        .toArray(double[][]::new);
  }
}

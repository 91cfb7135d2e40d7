package io.rivulet.experiment.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.experiment.digits.Contender;
import io.rivulet.experiment.digits.DigitSource;
import io.rivulet.experiment.digits.Errors;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

final class HtmlReportTest {

  private static final Pattern CSV = Pattern.compile("data:text/csv;base64,([^\"]+)\"");

  private static final RunFacts DRAWN = new RunFacts(DigitSource.DRAWN, 7, 300, 1600, 1606, 2);

  @Test
  void write_wholeRun_drawsBothPanelsInTheColoursOfThePage() throws Exception {
    Element svg = svg(page(falling(), DRAWN));

    List<String> texts = texts(svg);
    assertThat(texts).containsSubsequence("(a)", "(b)").containsAll(Contender.labels());
    assertThat(svg.getAttribute("fill")).isEqualTo("currentColor");
    Set<String> strokes = new TreeSet<>();
    elements(svg, "polyline").forEach(line -> strokes.add(line.getAttribute("stroke")));
    assertThat(strokes).contains("currentColor", "var(--rule)", "#0c7bc0", "#8a8a8a");
    assertThat(strokes).doesNotContain("#2b2f36", "#ffffff");
  }

  @Test
  void write_wholeRun_needsNoOtherFile() throws IOException {
    String page = page(falling(), DRAWN);

    assertThat(page).doesNotContain("http:", "https:", "<script", "<link", "url(", "{{");
    assertThat(Pattern.compile("(src|srcset|href)=\"(?!data:)").matcher(page).find()).isFalse();
  }

  @Test
  void write_wholeRun_tellsResultAndCounts() throws Exception {
    String page = page(falling(), DRAWN);

    assertThat(page)
        .contains("is 20.0 degrees off on digits it has not seen")
        .contains("bounded memory is 60.0 degrees off")
        .contains("<dt>samples in</dt><dd>1,600</dd>")
        .contains("<dt>weight records</dt><dd>1,606</dd>")
        .contains("<dt>dead letters</dt><dd>2</dd>")
        .contains("<dt>seed</dt><dd>7</dd>")
        .contains("<dt>images</dt><dd>drawn</dd>")
        .contains("one-step-sgd</td><td>none</td><td class=\"number\">60.0</td>")
        .doesNotContain("Dashed");
    assertThat(texts(svg(page(falling(), DRAWN)))).doesNotContain("41");
  }

  @Test
  void write_wholeRun_carriesItsValues() throws IOException {
    Matcher csv = CSV.matcher(page(falling(), DRAWN));

    assertThat(csv.find()).isTrue();
    String text = new String(Base64.getDecoder().decode(csv.group(1)), StandardCharsets.UTF_8);
    assertThat(text.lines())
        .hasSize(1 + 2 * Contender.labels().size() * 101)
        .startsWith("figure,panel,method,step,mean,sd,runs", "fig6,a,orfit,0,100,0,1")
        .contains("fig6,a,orfit,100,20,0,1", "fig6,b,greedy,100,60,0,1");
  }

  @Test
  void write_imagesOfFile_marksThePaperAndEscapesTheName() throws Exception {
    String page = page(falling(), new RunFacts("<b>&$1{{csv}}.gz", 7, 600, 600, 606, 0));

    assertThat(page)
        .contains("Dashed: where the paper's curves end, read by eye.")
        .contains("<dt>images</dt><dd>&lt;b&gt;&amp;$1{{csv}}.gz</dd>");
    assertThat(texts(svg(page))).contains("41", "77", "79", "88", "103");
  }

  @Test
  void write_emptyRun_saysSo() throws IOException {
    String page = page(new Curves(Contender.labels(), 100), DRAWN);

    assertThat(page).contains("The run stopped before every model had learned.");
  }

  @Test
  void write_divergedRun_stillShowsTheOthers() throws Exception {
    Curves curves = falling();
    curves.put("greedy", 40, new Errors(1e300, 1e300, 1e300));
    curves.put("greedy", 50, new Errors(Double.NaN, Double.NaN, Double.NaN));
    curves.put("greedy", 60, new Errors(Double.POSITIVE_INFINITY, 0, Double.POSITIVE_INFINITY));

    String page = page(curves, DRAWN);

    assertThat(page).doesNotContain("NaN", "Infinity");
    // the scale ends at 240 degrees or the next tick
    assertThat(texts(svg(page))).contains("200").doesNotContain("300");
    assertThat(
            elements(svg(page), "polyline").stream()
                .filter(line -> line.getAttribute("stroke").equals("#8a8a8a"))
                .filter(line -> line.getAttribute("stroke-dasharray").equals("3.0 3.0"))
                .filter(line -> line.getAttribute("points").split(" ", -1).length > 2))
        .hasSize(2 * 3);
  }

  /** Falls from 100 degrees to 20 for orfit with and without limit, to 60 for the others. */
  private static Curves falling() {
    Curves curves = new Curves(Contender.labels(), 100);
    double aside = 0;
    for (String method : curves.methods()) {
      double slope = method.equals("orfit") || method.equals("orfit-full") ? 0.8 : 0.4;
      for (int step = 0; step <= 100; step++) {
        double error = 100 - slope * step;
        double apart = aside * step * (100 - step) / 2500;
        curves.put(method, step, new Errors(error + apart, error, error));
      }
      aside += 8;
    }
    return curves;
  }

  private String page(Curves curves, RunFacts facts) throws IOException {
    return HtmlReport.of(curves, facts);
  }

  private static Element svg(String page) throws Exception {
    String svg = page.substring(page.indexOf("<svg"), page.indexOf("</svg>") + 6);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
        .getDocumentElement();
  }

  private static List<Element> elements(Element svg, String tag) {
    NodeList nodes = svg.getElementsByTagName(tag);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  private static List<String> texts(Element svg) {
    return elements(svg, "text").stream().map(Element::getTextContent).toList();
  }
}

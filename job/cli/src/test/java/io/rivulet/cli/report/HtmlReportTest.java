package io.rivulet.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.digits.Contender;
import io.rivulet.cli.digits.DigitSource;
import io.rivulet.cli.digits.Errors;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

final class HtmlReportTest {

  private static final Pattern PICTURE = Pattern.compile("data:image/png;base64,([^\"]+)\"");
  private static final Pattern CSV = Pattern.compile("data:text/csv;base64,([^\"]+)\"");

  private static final RunFacts DRAWN = new RunFacts(DigitSource.DRAWN, 7, 300, 1600, 1606, 2);

  @TempDir private Path dir;

  @Test
  void write_wholeRun_holdsTwoPlotsForLightAndDark() throws IOException {
    List<BufferedImage> pictures = pictures(page(falling(), DRAWN));

    assertThat(pictures)
        .hasSize(4)
        .allMatch(picture -> picture.getWidth() == 1800 && picture.getHeight() == 920);
    assertThat(hasColour(pictures.get(0), MethodStyle.of("orfit").rgb())).isTrue();
    assertThat(hasColour(pictures.get(0), MethodStyle.of("greedy").rgb())).isTrue();
  }

  @Test
  void write_wholeRun_needsNoOtherFile() throws IOException {
    String page = page(falling(), DRAWN);

    assertThat(page).doesNotContain("http:", "https:", "<script", "<link", "url(", "{{");
    assertThat(Pattern.compile("(src|srcset|href)=\"(?!data:)").matcher(page).find()).isFalse();
  }

  @Test
  void write_wholeRun_tellsResultAndCounts() throws IOException {
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
        .doesNotContain("Diamonds");
  }

  @Test
  void write_wholeRun_carriesItsValues() throws IOException {
    Curves curves = falling();
    Matcher csv = CSV.matcher(page(curves, DRAWN));

    assertThat(csv.find()).isTrue();
    assertThat(new String(Base64.getDecoder().decode(csv.group(1)), StandardCharsets.UTF_8))
        .isEqualTo(TidyCsv.of("fig6", List.of(curves)));
  }

  @Test
  void write_imagesOfFile_marksThePaperAndEscapesTheName() throws IOException {
    String page = page(falling(), new RunFacts("<b>&$1{{csv}}.gz", 7, 600, 600, 606, 0));

    assertThat(page)
        .contains("Diamonds: the last values of the paper")
        .contains("<dt>images</dt><dd>&lt;b&gt;&amp;$1{{csv}}.gz</dd>");
  }

  @Test
  void write_emptyRun_saysSo() throws IOException {
    String page = page(new Curves(Contender.labels(), 100), DRAWN);

    assertThat(page).contains("The run stopped before every model had learned.");
  }

  @Test
  void write_divergedRun_stillDraws() throws IOException {
    Curves curves = falling();
    curves.put("greedy", 40, new Errors(1e300, 1e300, 1e300));
    curves.put("greedy", 50, new Errors(Double.NaN, Double.NaN, Double.NaN));
    curves.put("greedy", 60, new Errors(Double.POSITIVE_INFINITY, 0, Double.POSITIVE_INFINITY));

    List<BufferedImage> pictures = pictures(page(curves, DRAWN));

    assertThat(pictures).hasSize(4);
    assertThat(hasColour(pictures.get(0), MethodStyle.of("orfit").rgb())).isTrue();
  }

  @Test
  void figure_drawingFails_showsThePlainOne() throws IOException {
    String figure =
        HtmlReport.figure(
            "Caption.",
            dark -> {
              throw new InternalError("no fonts");
            },
            "<svg></svg>");

    assertThat(figure.lines())
        .containsExactly(
            "<figure>", "<svg></svg>", "<figcaption>Caption.</figcaption>", "</figure>");
  }

  @Test
  void svg_divergedRun_breaksTheLineAndIsWellFormed() throws Exception {
    Curves curves = falling();
    curves.put("greedy", 40, new Errors(1e300, 0, 0));
    curves.put("greedy", 60, new Errors(Double.NaN, 0, 0));

    String svg =
        SvgFigure.of(curves, Errors::test, "test error (degrees)", 16, Map.of("orfit", 41.0));

    Element root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
            .getDocumentElement();
    NodeList paths = root.getElementsByTagName("path");
    assertThat(paths.getLength()).isEqualTo(7);
    String greedy = ((Element) paths.item(0)).getAttribute("d");
    assertThat(greedy.chars().filter(c -> c == 'M')).hasSize(3);
    assertThat(greedy.chars().filter(c -> c == 'L')).hasSize(96);
    assertThat(svg).contains("stroke-dasharray=\"6 5\"").doesNotContain("NaN");
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
    Path file = dir.resolve("report.html");
    HtmlReport.write(file, curves, facts);
    return Files.readString(file);
  }

  private static List<BufferedImage> pictures(String page) throws IOException {
    List<BufferedImage> pictures = new ArrayList<>();
    Matcher picture = PICTURE.matcher(page);
    while (picture.find()) {
      byte[] png = Base64.getDecoder().decode(picture.group(1));
      pictures.add(ImageIO.read(new ByteArrayInputStream(png)));
    }
    return pictures;
  }

  private static boolean hasColour(BufferedImage picture, int rgb) {
    for (int x = 0; x < picture.getWidth(); x++) {
      for (int y = 0; y < picture.getHeight(); y++) {
        if (picture.getRGB(x, y) == (0xFF000000 | rgb)) {
          return true;
        }
      }
    }
    return false;
  }
}

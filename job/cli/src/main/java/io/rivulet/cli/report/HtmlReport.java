package io.rivulet.cli.report;

import io.rivulet.cli.digits.Contender;
import io.rivulet.cli.digits.Errors;
import io.rivulet.cli.digits.RotatedDigits;
import java.awt.AWTError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes a run as one HTML file that needs no other: the plots of figure 6 for light and dark
 * screens, the final table, the counts and how it was run.
 */
public final class HtmlReport {

  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");
  private static final String HEADLESS = "java.awt.headless";
  private static final int FIRST_NUMBER = 2;

  private static final List<Contender> BOUNDED =
      List.of(
          Contender.ORFIT_LATEST, Contender.ORFIT_RANDOM, Contender.ONE_STEP_SGD, Contender.GREEDY);

  private final Curves curves;
  private final RunFacts facts;

  private HtmlReport(Curves curves, RunFacts facts) {
    this.curves = curves;
    this.facts = facts;
  }

  /**
   * Writes the report, over an older one if there is one. Pictures are drawn without a display,
   * unless the property java.awt.headless says otherwise.
   */
  public static void write(Path file, Curves curves, RunFacts facts) throws IOException {
    if (System.getProperty(HEADLESS) == null) {
      System.setProperty(HEADLESS, "true");
    }
    Files.writeString(file, new HtmlReport(curves, facts).page());
  }

  private String page() throws IOException {
    Map<String, String> values =
        Map.ofEntries(
            Map.entry("summary", summary()),
            Map.entry("steps", Integer.toString(curves.steps())),
            Map.entry("watched", Integer.toString(RotatedDigits.WATCHED)),
            Map.entry("legend", legend()),
            Map.entry("figureA", testError()),
            Map.entry("figureB", watchedError()),
            Map.entry("head", cells("th", ResultTable.header(), "")),
            Map.entry("rows", rows()),
            Map.entry("csv", base64(csv())),
            Map.entry("test", Integer.toString(facts.test())),
            Map.entry("samplesIn", count(facts.samplesIn())),
            Map.entry("weightRecords", count(facts.weightRecords())),
            Map.entry("deadLetters", count(facts.deadLetters())),
            Map.entry("seed", Long.toString(facts.seed())),
            Map.entry("images", escaped(facts.images())));
    return PLACE
        .matcher(template())
        .replaceAll(place -> Matcher.quoteReplacement(values.get(place.group(1))));
  }

  private static String template() throws IOException {
    try (InputStream in = HtmlReport.class.getResourceAsStream("report.html")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String summary() {
    Optional<Double> orfit = test(Contender.ORFIT);
    Optional<Double> rival =
        BOUNDED.stream().map(this::test).flatMap(Optional::stream).min(Double::compare);
    if (orfit.isEmpty() || rival.isEmpty()) {
      return "The run stopped before every model had learned.";
    }
    return "ORFit, which keeps 10 directions, is "
        + ResultTable.degrees(orfit.get())
        + " degrees off on digits it has not seen. The best of the others with bounded memory is "
        + ResultTable.degrees(rival.get())
        + " degrees off.";
  }

  private Optional<Double> test(Contender contender) {
    return curves.methods().contains(contender.label())
        ? curves.last(contender.label()).map(Errors::test)
        : Optional.empty();
  }

  private String testError() throws IOException {
    String caption = "Root mean square error on the test digits after each sample.";
    String paper = facts.drawn() ? "" : " Diamonds: the last values of the paper, read by eye.";
    Map<String, Double> marks = facts.drawn() ? Map.of() : PaperReading.LAST;
    return figure(
        caption + paper,
        dark -> Figure.testError(curves, marks, dark),
        SvgFigure.of(curves, Errors::test, "test error (degrees)", -1, marks));
  }

  private String watchedError() throws IOException {
    String caption =
        "Error on sample %1$d after each sample. The dashed line is where sample %1$d is learned."
            .formatted(RotatedDigits.WATCHED);
    String label = "error on sample " + RotatedDigits.WATCHED + " (degrees)";
    return figure(
        caption,
        dark -> Figure.watchedError(curves, dark),
        SvgFigure.of(curves, Errors::watched, label, RotatedDigits.WATCHED, Map.of()));
  }

  /**
   * A figure with its caption.
   *
   * @param plain shown instead where the drawing fails, as it does on a machine without fonts
   */
  static String figure(String caption, Drawing drawing, String plain) throws IOException {
    return """
        <figure>
        %s
        <figcaption>%s</figcaption>
        </figure>"""
        .formatted(picture(caption, drawing).orElse(plain), caption);
  }

  private static Optional<String> picture(String caption, Drawing drawing) throws IOException {
    try {
      String light = base64(drawing.png(false));
      String dark = base64(drawing.png(true));
      return Optional.of(picture(caption, light, dark));
    } catch (RuntimeException | LinkageError | InternalError | AWTError e) {
      return Optional.empty();
    }
  }

  private static String picture(String caption, String light, String dark) {
    return """
        <picture>
        <source media="(prefers-color-scheme: dark)" srcset="data:image/png;base64,%s">
        <img src="data:image/png;base64,%s" width="%d" height="%d" alt="%s">
        </picture>"""
        .formatted(dark, light, Figure.WIDTH, Figure.HEIGHT, caption);
  }

  private String legend() {
    return curves.methods().stream()
        .map(method -> "<li>" + line(MethodStyle.of(method)) + escaped(method) + "</li>")
        .collect(Collectors.joining());
  }

  private static String line(MethodStyle style) {
    String kind = style.dash().length == 0 ? "solid" : "dashed";
    return "<span class=\"line\" style=\"border-top:3px %s #%06x\"></span>"
        .formatted(kind, style.rgb());
  }

  private String rows() {
    List<List<String>> rows = ResultTable.rows(curves);
    return rows.stream()
        .map(row -> "<tr>" + cells("td", row, swatch(row.get(0))) + "</tr>")
        .collect(Collectors.joining("\n"));
  }

  private static String cells(String tag, List<String> cells, String first) {
    return IntStream.range(0, cells.size())
        .mapToObj(i -> cell(tag, i, (i == 0 ? first : "") + escaped(cells.get(i))))
        .collect(Collectors.joining());
  }

  private static String cell(String tag, int column, String content) {
    String kind = column < FIRST_NUMBER ? "" : " class=\"number\"";
    return "<" + tag + kind + ">" + content + "</" + tag + ">";
  }

  private static String swatch(String method) {
    return "<span class=\"swatch\" style=\"background:#%06x\"></span>"
        .formatted(MethodStyle.of(method).rgb());
  }

  private byte[] csv() {
    return TidyCsv.of("fig6", List.of(curves)).getBytes(StandardCharsets.UTF_8);
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Draws a figure for dark or light paper. */
  interface Drawing {
    byte[] png(boolean dark) throws IOException;
  }
}

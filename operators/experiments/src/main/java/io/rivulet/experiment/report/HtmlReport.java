package io.rivulet.experiment.report;

import io.rivulet.experiment.digits.Contender;
import io.rivulet.experiment.digits.Errors;
import io.rivulet.experiment.digits.RotatedDigits;
import io.rivulet.experiment.figure.Axis;
import io.rivulet.experiment.figure.Layout;
import io.rivulet.experiment.figure.MethodStyle;
import io.rivulet.experiment.figure.Panel;
import io.rivulet.experiment.figure.Sheet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A report of a run as one self-contained HTML file: the plots of figure 6 for light and dark
 * screens, the final table, the counts and the settings of the run.
 */
public final class HtmlReport {

  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");
  private static final String FIGURE = "fig6";
  private static final double MOST_DEGREES = 240;
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

  /** The report as the text of one file. */
  public static String of(Curves curves, RunFacts facts) throws IOException {
    return new HtmlReport(curves, facts).page();
  }

  private String page() throws IOException {
    Map<String, String> values =
        Map.ofEntries(
            Map.entry("summary", summary()),
            Map.entry("steps", Integer.toString(curves.steps())),
            Map.entry("watched", Integer.toString(RotatedDigits.WATCHED)),
            Map.entry("figure", figure()),
            Map.entry(
                "paper", marked() ? " Dashed: where the paper's curves end, read by eye." : ""),
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
        + " degrees off on digits it has not seen"
        + test(Contender.ORFIT_AUTO).map(HtmlReport::found).orElse("")
        + ". The best of the paper's others with bounded memory is "
        + ResultTable.degrees(rival.get())
        + " degrees off.";
  }

  private static String found(double degrees) {
    return ", and " + ResultTable.degrees(degrees) + " where it finds the noise in the stream";
  }

  private Optional<Double> test(Contender contender) {
    return curves.methods().contains(contender.label())
        ? curves.last(contender.label()).map(Errors::test)
        : Optional.empty();
  }

  private String figure() {
    return sheet()
        .inlineSvg(
            Layout.SCREEN,
            "Test error, and error on sample " + RotatedDigits.WATCHED + ", by samples");
  }

  private Sheet sheet() {
    return new Sheet(FIGURE, "", List.of(testError(), watchedError()), List.of(), Sheet.BY_EYE);
  }

  /** Other digits end elsewhere. */
  private boolean marked() {
    return !facts.drawn();
  }

  private Panel testError() {
    return new Panel(
        "a",
        "Test error",
        Axis.linear("samples learned"),
        degrees("test error (degrees)", Errors::test),
        Curves.traces(List.of(curves), Errors::test),
        marked() ? PaperReading.marks(curves.methods(), curves.steps()) : List.of(),
        OptionalDouble.empty());
  }

  private Panel watchedError() {
    int watched = RotatedDigits.WATCHED;
    return new Panel(
        "b",
        "Error on sample " + watched + ", learned at the dotted line",
        Axis.linear("samples learned"),
        degrees("error on sample " + watched + " (degrees)", Errors::watched),
        Curves.traces(List.of(curves), Errors::watched),
        List.of(),
        OptionalDouble.of(watched));
  }

  /** What diverged must not flatten all others. */
  private Axis degrees(String label, ToDoubleFunction<Errors> kind) {
    return curves.largest(kind) > MOST_DEGREES
        ? new Axis(label, false, 0, MOST_DEGREES)
        : Axis.linear(label);
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
    return sheet().csv().getBytes(StandardCharsets.UTF_8);
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
}

package io.rivulet.benchmark.results;

import io.rivulet.benchmark.BenchRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Results as Markdown, for the stretch of a page between two marks. */
public final class ResultsPage {

  private static final String BEGIN = "<!-- results:begin -->\n";
  private static final String END = "<!-- results:end -->\n";
  private static final int WIDTH = 100;

  private ResultsPage() {}

  /** {@code RESULTS PAGE}: writes the results of a file into a page. */
  public static void main(String[] args) throws IOException {
    Path page = Path.of(args[1]);
    List<BenchReport> reports = new ResultsFile(Path.of(args[0])).read();
    Files.writeString(page, renewed(Files.readString(page), reports));
  }

  /** The page with these results. */
  static String renewed(String page, List<BenchReport> reports) {
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException(
          "the page has no " + BEGIN.strip() + " before " + END.strip() + "; add both");
    }
    return page.substring(0, begin + BEGIN.length()) + markdown(reports) + page.substring(end);
  }

  static String markdown(List<BenchReport> reports) {
    return reports.stream().map(ResultsPage::markdown).collect(Collectors.joining());
  }

  private static String markdown(BenchReport report) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("### " + report.bench());
    lines.add("");
    lines.addAll(wrapped(measured(report)));
    lines.add("");
    lines.add("| case | value | unit | ratio | of |");
    lines.add("|---|---|---|---|---|");
    report.rows().forEach(row -> lines.add(line(row)));
    lines.add("\n");
    return String.join("\n", lines);
  }

  private static String measured(BenchReport report) {
    BenchMachine machine = report.machine();
    String versions =
        report.versions().entrySet().stream()
            .map(version -> version.getKey() + " " + version.getValue())
            .collect(Collectors.joining(", "));
    return "Measured with `%s` on %s, %d cores, %d MiB, %s, %s; %s.%s"
        .formatted(
            report.command(),
            machine.cpu(),
            machine.cores(),
            machine.memoryMiB(),
            machine.system(),
            machine.java(),
            versions,
            report.note().isEmpty() ? "" : " " + report.note());
  }

  private static String line(BenchRow row) {
    return "| `%s` | %s | %s | %s | %s |"
        .formatted(
            row.name(),
            figures(row.value()),
            row.unit(),
            row.isCompared() ? figures(row.ratio()) : "",
            row.of());
  }

  /** Three digits and more of what is large. */
  static String figures(double value) {
    double size = Math.abs(value);
    if (Double.isNaN(value)) {
      return "-";
    }
    int decimals = size == 0 || size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 4;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  private static List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}

package io.rivulet.cli.reproduce;

import io.rivulet.cli.console.TextTable;
import io.rivulet.experiment.figure.End;
import io.rivulet.experiment.figure.TidyCsv;
import java.util.List;
import java.util.Locale;

/** Where the curves of a figure end, next to the values of its source, as a table of text. */
final class EndTable {

  private static final List<String> HEADER =
      List.of("panel", "method", "step", "mean", "sd", "runs", "source");
  private static final int TEXTS = 2;

  private EndTable() {}

  /** A row a curve. */
  static TextTable of(List<End> ends) {
    TextTable table = TextTable.ofNumbers(TEXTS, HEADER);
    ends.forEach(end -> table.add(cells(end)));
    return table;
  }

  private static List<String> cells(End end) {
    return List.of(
        end.panel(),
        end.method(),
        TidyCsv.number(end.step()),
        figures(end.mean()),
        figures(end.sd()),
        Integer.toString(end.runs()),
        end.source() == null ? "-" : end.source());
  }

  private static String figures(double value) {
    boolean plain = value == 0 || (Math.abs(value) >= 0.01 && Math.abs(value) < 1e6);
    boolean score = value != 0 && Math.abs(value) < 1;
    return String.format(Locale.ROOT, plain ? (score ? "%.4f" : "%.2f") : "%.1e", value);
  }
}

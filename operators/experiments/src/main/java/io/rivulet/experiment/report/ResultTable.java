package io.rivulet.experiment.report;

import io.rivulet.experiment.digits.Contender;
import io.rivulet.experiment.digits.Errors;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The final errors of each method in degrees, as the cells of a table. */
public final class ResultTable {

  private static final List<String> HEADER =
      List.of("method", "memory", "test error", "train error", "sample 16");

  /** The number of columns from the left that hold text; the others hold numbers. */
  public static final int TEXTS = 2;

  private ResultTable() {}

  /** The headings of the columns. */
  public static List<String> header() {
    return HEADER;
  }

  /** The cells of each method, with {@code -} for a value that was never measured. */
  public static List<List<String>> rows(Curves curves) {
    return curves.methods().stream().map(method -> row(curves, method)).toList();
  }

  private static List<String> row(Curves curves, String method) {
    Errors last = curves.last(method).orElse(new Errors(Double.NaN, Double.NaN, Double.NaN));
    return List.of(
        method,
        memory(method),
        degrees(last.test()),
        degrees(last.train()),
        degrees(last.watched()));
  }

  private static String memory(String method) {
    return Arrays.stream(Contender.values())
        .filter(contender -> contender.label().equals(method))
        .map(Contender::memory)
        .findFirst()
        .orElse("-");
  }

  static String degrees(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.1f", value);
  }
}

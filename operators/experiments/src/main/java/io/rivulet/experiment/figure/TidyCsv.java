package io.rivulet.experiment.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/**
 * Curves as tidy CSV, one row for each panel, method and step: {@code
 * figure,panel,method,step,mean,sd,runs}. sd is the sample standard deviation over the runs, 0 for
 * a single run. Numbers have nine digits.
 */
public final class TidyCsv {

  private static final String HEADER = "figure,panel,method,step,mean,sd,runs\n";
  private static final MathContext DIGITS = new MathContext(9);

  private TidyCsv() {}

  /** The table of a sheet, header first, in the order of its panels and traces. */
  static String of(Sheet sheet) {
    StringBuilder csv = new StringBuilder(HEADER);
    sheet.panels().forEach(panel -> rows(csv, sheet.figure(), panel.name(), panel.traces()));
    return csv.toString();
  }

  private static void rows(StringBuilder csv, String figure, String panel, List<Trace> traces) {
    for (Trace trace : traces) {
      for (Point point : trace.points()) {
        csv.append(figure).append(',').append(panel).append(',').append(trace.method());
        csv.append(',').append(number(point.step())).append(',').append(number(point.mean()));
        csv.append(',').append(number(point.sd())).append(',').append(point.runs()).append('\n');
      }
    }
  }

  /** As short as nine digits allow: {@code 100}, {@code 12.5}, {@code 2.5E-14}. */
  public static String number(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
    return rounded.scale() < 0 && rounded.precision() - rounded.scale() <= DIGITS.getPrecision()
        ? rounded.toPlainString()
        : rounded.toString();
  }
}

package io.rivulet.cli.report;

import io.rivulet.cli.digits.Errors;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Runs of the same methods as tidy CSV, one row for each panel, method and step: {@code
 * figure,panel,method,step,mean,sd,runs}. Panel a is the test error and panel b the error on the
 * watched sample, in degrees; sd is the sample standard deviation over the runs, 0 for a single
 * run.
 */
public final class TidyCsv {

  private static final String HEADER = "figure,panel,method,step,mean,sd,runs\n";

  private TidyCsv() {}

  /**
   * The table of some runs, header first.
   *
   * @param figure name in the first column, such as {@code 6}
   * @param runs at least one run, all of the same methods and number of steps
   */
  public static String of(String figure, List<Curves> runs) {
    StringBuilder csv = new StringBuilder(HEADER);
    panel(csv, figure + ",a", runs, Errors::test);
    panel(csv, figure + ",b", runs, Errors::watched);
    return csv.toString();
  }

  private static void panel(
      StringBuilder csv, String panel, List<Curves> runs, ToDoubleFunction<Errors> kind) {
    for (String method : runs.get(0).methods()) {
      for (int step = 0; step <= runs.get(0).steps(); step++) {
        double[] values = values(runs, method, step, kind);
        if (values.length > 0) {
          csv.append(panel).append(',').append(method).append(',').append(step);
          csv.append(spread(values)).append('\n');
        }
      }
    }
  }

  private static double[] values(
      List<Curves> runs, String method, int step, ToDoubleFunction<Errors> kind) {
    return runs.stream()
        .map(run -> run.at(method, step))
        .flatMap(Optional::stream)
        .mapToDouble(kind)
        .toArray();
  }

  private static String spread(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double sd = Math.sqrt(squares / Math.max(1, values.length - 1));
    return String.format(Locale.ROOT, ",%.6f,%.6f,%d", mean, sd, values.length);
  }
}

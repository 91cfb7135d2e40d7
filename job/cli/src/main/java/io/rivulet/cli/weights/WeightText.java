package io.rivulet.cli.weights;

import io.rivulet.cli.console.FoundText;
import io.rivulet.cli.console.TextTable;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import io.rivulet.wire.WeightRecordJson;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A weight record for people. */
final class WeightText {

  private static final int SHOWN = 8;
  private static final int SHOWN_IN_LINE = 3;

  private WeightText() {}

  /** A few aligned lines. */
  static void print(WeightRecord record, PrintWriter out) {
    row(out, "model", record.model());
    row(out, "learner", record.learner());
    row(out, "version", record.version() + " of incarnation " + record.incarnation());
    row(out, "samples", record.samples());
    row(out, "shape", record.rows() + " x " + record.columns());
    row(out, "weights", first(record.w(), SHOWN));
    FoundText.lines(record.details()).forEach((name, line) -> row(out, name, line));
    if (record.id() != null) {
      row(out, "sample", TextTable.printable(record.id()));
    }
    if (record.ts() != Sample.NO_TIME) {
      row(out, "time", Instant.ofEpochMilli(record.ts()));
    }
    row(out, "spec", record.spec());
    row(
        out,
        "checksum",
        WeightRecordJson.checksum(record.rows(), record.columns(), record.w()) + " verified");
    out.flush();
  }

  /** One line. */
  static String line(WeightRecord record) {
    return String.format(
        Locale.ROOT,
        "%s %s %d.%d samples=%d shape=%dx%d w=%s",
        TextTable.printable(record.model()),
        TextTable.printable(record.learner()),
        record.incarnation(),
        record.version(),
        record.samples(),
        record.rows(),
        record.columns(),
        first(record.w(), SHOWN_IN_LINE));
  }

  private static void row(PrintWriter out, String name, Object value) {
    out.printf("%-9s %s%n", name, TextTable.printable(value.toString()));
  }

  private static String first(double[] w, int most) {
    String shown =
        Arrays.stream(w).limit(most).mapToObj(Double::toString).collect(Collectors.joining(", "));
    return "[" + shown + (w.length > most ? ", .. " + (w.length - most) + " more]" : "]");
  }
}

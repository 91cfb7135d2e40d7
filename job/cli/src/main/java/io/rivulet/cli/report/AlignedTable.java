package io.rivulet.cli.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Text columns to the left and number columns to the right, under a header and a rule. */
public final class AlignedTable {

  private AlignedTable() {}

  /**
   * A table without a line end after the last row.
   *
   * @param texts how many columns from the left hold text
   */
  public static String of(List<String> header, List<List<String>> rows, int texts) {
    int[] widths = header.stream().mapToInt(String::length).toArray();
    rows.forEach(row -> Arrays.setAll(widths, i -> Math.max(widths[i], row.get(i).length())));
    String rule = Arrays.stream(widths).mapToObj("-"::repeat).collect(Collectors.joining("  "));
    String body =
        rows.stream().map(row -> line(row, widths, texts)).collect(Collectors.joining("\n"));
    return line(header, widths, texts) + "\n" + rule + "\n" + body;
  }

  private static String line(List<String> cells, int[] widths, int texts) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String pad = " ".repeat(widths[i] - cells.get(i).length());
      line.append(i < texts ? cells.get(i) + pad : pad + cells.get(i)).append("  ");
    }
    return line.toString().stripTrailing();
  }
}

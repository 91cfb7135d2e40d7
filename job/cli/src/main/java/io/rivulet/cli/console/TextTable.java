package io.rivulet.cli.console;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Columns two blanks apart: first those of text, aligned to the left, and then those of numbers,
 * aligned to the right. If the last column is one of text, its cells are not padded.
 */
public final class TextTable {

  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();
  private final int texts;
  private final boolean ruled;

  private TextTable(int texts, boolean ruled) {
    this.texts = texts;
    this.ruled = ruled;
  }

  /** Text under names in capital letters. */
  public TextTable(String... header) {
    this(header.length, false);
    rows.add(Stream.of(header).map(name -> name.toUpperCase(Locale.ROOT)).toList());
  }

  /**
   * Numbers under names and a rule.
   *
   * @param texts how many columns from the left hold text
   */
  public static TextTable ofNumbers(int texts, List<String> header) {
    TextTable table = new TextTable(texts, true);
    table.rows.add(header);
    return table;
  }

  public void add(String... cells) {
    add(List.of(cells));
  }

  public void add(List<String> cells) {
    rows.add(cells.stream().map(TextTable::printable).toList());
  }

  public void print(PrintWriter out) {
    lines().forEach(out::println);
    out.flush();
  }

  /** The header and the rows, each without a line end. */
  public List<String> lines() {
    int[] widths = new int[rows.get(0).size()];
    rows.forEach(row -> Arrays.setAll(widths, i -> Math.max(widths[i], row.get(i).length())));
    List<String> lines = new ArrayList<>();
    rows.forEach(row -> lines.add(line(row, widths)));
    if (ruled) {
      lines.add(1, Arrays.stream(widths).mapToObj("-"::repeat).collect(Collectors.joining(GAP)));
    }
    return lines;
  }

  private String line(List<String> row, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(i -> cell(row.get(i), i, widths))
        .collect(Collectors.joining(GAP));
  }

  private String cell(String text, int column, int... widths) {
    String blanks = " ".repeat(widths[column] - text.length());
    if (column >= texts) {
      return blanks + text;
    }
    return column == widths.length - 1 ? text : text + blanks;
  }

  /** Text from other programs, without the characters that control a terminal. */
  public static String printable(String text) {
    return text.codePoints().mapToObj(TextTable::printable).collect(Collectors.joining());
  }

  private static String printable(int point) {
    int type = Character.getType(point);
    return Character.isISOControl(point) || type == Character.FORMAT
        ? String.format(Locale.ROOT, "\\u%04x", point)
        : Character.toString(point);
  }
}

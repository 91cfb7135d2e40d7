package io.rivulet.cli.text;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Columns aligned to the left; the last one is as long as its text. */
public final class TextTable {

  private final List<List<String>> rows = new ArrayList<>();

  public TextTable(String... header) {
    rows.add(List.of(header).stream().map(name -> name.toUpperCase(Locale.ROOT)).toList());
  }

  public void add(String... cells) {
    rows.add(List.of(cells).stream().map(TextTable::printable).toList());
  }

  public void print(PrintWriter out) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns - 1; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    rows.forEach(row -> out.println(line(row, widths)));
    out.flush();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = row.get(i);
      int blanks = i + 1 < widths.length ? widths[i] - cell.length() + 2 : 0;
      line.append(cell).append(" ".repeat(blanks));
    }
    return line.toString();
  }

  /** Text of strangers without what would steer a terminal. */
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

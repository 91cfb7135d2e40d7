package io.rivulet.experiment.report;

import io.rivulet.experiment.digits.Errors;
import io.rivulet.experiment.figure.MethodStyle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One picture of the test errors in text, 72 columns and 23 lines: a title, a plot with a letter a
 * method, its axes, and a legend with the newest values.
 */
final class PlotFrame {

  private static final int ROWS = 17;
  private static final int COLUMNS = 66;
  private static final int QUARTER = (ROWS - 1) / 4;
  private static final int FIFTHS = 5;
  private static final int LEGEND_COLUMNS = 3;
  private static final int LEAST_TOP = 120;
  private static final int MOST_TOP = 240;
  private static final int TOP_STEP = 40;
  private static final String BOLD = "\u001b[1m";
  private static final String DIM = "\u001b[2m";
  private static final String PLAIN = "\u001b[0m";

  private final Curves curves;
  private final Terminal terminal;
  private final int top;
  private final String[][] cells = new String[ROWS][COLUMNS];

  PlotFrame(Curves curves, Terminal terminal) {
    this.curves = curves;
    this.terminal = terminal;
    double whole = Math.ceil(curves.largest(Errors::test) / TOP_STEP) * TOP_STEP;
    this.top = (int) Math.min(MOST_TOP, Math.max(LEAST_TOP, whole));
  }

  /** The lines of the picture, of the same number every time. */
  List<String> lines() {
    grid();
    List<String> backToFront = new ArrayList<>(curves.methods());
    Collections.reverse(backToFront);
    backToFront.forEach(this::mark);
    List<String> lines = new ArrayList<>();
    lines.add(title());
    for (int row = 0; row < ROWS; row++) {
      lines.add(axis(row) + String.join("", cells[row]).stripTrailing());
    }
    lines.add(floor());
    lines.add(stepLabels());
    lines.addAll(legend());
    return lines;
  }

  private void grid() {
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < COLUMNS; column++) {
        boolean dot = row % QUARTER == 0 && column % 3 == 2;
        cells[row][column] = dot ? style(DIM, terminal.unicode() ? "·" : ".") : " ";
      }
    }
  }

  private void mark(String method) {
    MethodStyle style = MethodStyle.of(method);
    String letter = coloured(style, String.valueOf(style.letter()));
    for (int step = 0; step <= curves.steps(); step++) {
      int column = column(step);
      curves.at(method, step).ifPresent(errors -> cells[row(errors.test())][column] = letter);
    }
  }

  private int column(int step) {
    return (int) Math.round((double) step * (COLUMNS - 1) / curves.steps());
  }

  /** What is not a number, or too large, sticks to the top. */
  private int row(double degrees) {
    double part = degrees < top ? 1 - degrees / top : 0;
    return (int) Math.round(part * (ROWS - 1));
  }

  private String title() {
    String progress = Math.max(0, curves.reached()) + " of " + curves.steps() + " samples learned";
    String left = "Test error in degrees";
    int gap = COLUMNS + 6 - left.length() - progress.length();
    return style(BOLD, left) + " ".repeat(Math.max(1, gap)) + progress;
  }

  private String axis(int row) {
    boolean tick = row % QUARTER == 0;
    String label = tick ? Integer.toString(top - top * row / (ROWS - 1)) : "";
    String line = terminal.unicode() ? (tick ? "┤" : "│") : (tick ? "+" : "|");
    return String.format(Locale.ROOT, "%4s ", label) + style(DIM, line);
  }

  private String floor() {
    boolean unicode = terminal.unicode();
    StringBuilder line = new StringBuilder((unicode ? "─" : "-").repeat(COLUMNS));
    for (int i = 0; i <= FIFTHS; i++) {
      int column = i * (COLUMNS - 1) / FIFTHS;
      line.replace(column, column + 1, unicode ? "┬" : "+");
    }
    return "     " + style(DIM, (unicode ? "└" : "+") + line);
  }

  private String stepLabels() {
    StringBuilder labels = new StringBuilder(" ".repeat(COLUMNS + 8));
    for (int i = 0; i <= FIFTHS; i++) {
      String label = Integer.toString(curves.steps() * i / FIFTHS);
      int start = 6 + i * (COLUMNS - 1) / FIFTHS - (label.length() - 1) / 2;
      labels.replace(start, start + label.length(), label);
    }
    return labels.toString().stripTrailing();
  }

  private List<String> legend() {
    List<String> methods = curves.methods();
    int rows = (methods.size() + LEGEND_COLUMNS - 1) / LEGEND_COLUMNS;
    return IntStream.range(0, rows).mapToObj(row -> legend(methods, row)).toList();
  }

  private String legend(List<String> methods, int row) {
    return methods.stream()
        .skip((long) row * LEGEND_COLUMNS)
        .limit(LEGEND_COLUMNS)
        .map(this::entry)
        .collect(Collectors.joining("   ", "     ", ""));
  }

  private String entry(String method) {
    MethodStyle style = MethodStyle.of(method);
    String value = curves.last(method).map(e -> ResultTable.degrees(e.test())).orElse("-");
    return coloured(style, style.letter() + " " + String.format("%-12s", method))
        + String.format(" %5s", value);
  }

  private String coloured(MethodStyle style, String text) {
    return style("\u001b[1;38;5;" + style.ansi() + "m", text);
  }

  private String style(String code, String text) {
    return terminal.colours() ? code + text + PLAIN : text;
  }
}

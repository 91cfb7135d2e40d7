package io.rivulet.cli.report;

import io.rivulet.cli.report.Canvas.Anchor;
import io.rivulet.cli.report.Canvas.Letters;
import io.rivulet.cli.report.Canvas.Pen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lays a sheet out: title, panels side by side, one legend for all, notes. */
final class SheetDrawing {

  static final int INK = 0x2B2F36;

  private static final int PANEL_WIDTH = 540;
  private static final int LONE_PANEL_WIDTH = 860;
  private static final int PANEL_HEIGHT = 420;
  private static final int MOST_COLUMNS = 3;
  private static final int MARGIN = 24;
  private static final int HEAD = 46;
  private static final int LEAST_LEGEND_WIDTH = 170;
  private static final double LEGEND_CHARACTER = 7.9;
  private static final int LEGEND_LINE = 24;
  private static final int SWATCH = 30;
  private static final int NOTE_LINE = 18;
  private static final double NOTE_CHARACTER = 6.9;
  private static final Letters NOTE = new Letters(13, false, Anchor.START);

  private final Sheet sheet;
  private final List<String> methods;
  private final Map<String, MethodStyle> styles;
  private final List<String> notes;

  SheetDrawing(Sheet sheet) {
    this.sheet = sheet;
    this.methods =
        sheet.panels().stream()
            .flatMap(panel -> panel.traces().stream().map(Trace::method))
            .distinct()
            .toList();
    this.styles = MethodStyle.of(methods);
    this.notes = sheet.notes().stream().flatMap(note -> lines(note).stream()).toList();
  }

  int width() {
    return columns() * panelWidth() + 2 * MARGIN;
  }

  int height() {
    int panels = (sheet.panels().size() + columns() - 1) / columns() * PANEL_HEIGHT;
    return HEAD + panels + legendRows() * LEGEND_LINE + notes.size() * NOTE_LINE + 2 * MARGIN;
  }

  void on(Canvas canvas) {
    canvas.text(MARGIN, MARGIN + 10, new Letters(18, true, Anchor.START), sheet.title());
    for (int i = 0; i < sheet.panels().size(); i++) {
      int left = MARGIN + i % columns() * panelWidth();
      int top = HEAD + i / columns() * PANEL_HEIGHT;
      new PanelDrawing(sheet.panels().get(i), styles, left, top, panelWidth(), PANEL_HEIGHT)
          .on(canvas);
    }
    int top = height() - MARGIN - notes.size() * NOTE_LINE;
    legend(canvas, top - legendRows() * LEGEND_LINE);
    for (int i = 0; i < notes.size(); i++) {
      canvas.text(MARGIN, top + (i + 1) * NOTE_LINE, NOTE, notes.get(i));
    }
  }

  private void legend(Canvas canvas, int top) {
    for (int i = 0; i < entries(); i++) {
      int row = i / perRow();
      double x = MARGIN + (i - row * perRow()) * legendWidth();
      double y = top + row * (double) LEGEND_LINE;
      boolean method = i < methods.size();
      if (method) {
        MethodStyle style = styles.get(methods.get(i));
        Pen pen = new Pen(style.rgb(), 3, style.dash());
        canvas.line(new double[] {x, x + SWATCH}, new double[] {y, y}, pen);
      } else {
        PanelDrawing.diamond(canvas, x + SWATCH / 2.0, y, INK);
      }
      Letters letters = new Letters(14, false, Anchor.START);
      canvas.text(x + SWATCH + 8, y + 5, letters, method ? methods.get(i) : sheet.reference());
    }
  }

  private int entries() {
    boolean marked = sheet.panels().stream().anyMatch(panel -> !panel.marks().isEmpty());
    return methods.size() + (marked ? 1 : 0);
  }

  /** Of one entry; the longest method fits, and the marks stand last. */
  private int legendWidth() {
    int longest = methods.stream().mapToInt(String::length).max().orElse(0);
    int needed = (int) (SWATCH + 24 + longest * LEGEND_CHARACTER);
    return Math.max(LEAST_LEGEND_WIDTH, needed);
  }

  /** As many rows as needed, of equal length. */
  private int perRow() {
    return (entries() + legendRows() - 1) / legendRows();
  }

  private int legendRows() {
    int most = (width() - 2 * MARGIN) / legendWidth();
    return Math.max(1, (entries() + most - 1) / most);
  }

  private int columns() {
    return Math.max(1, Math.min(MOST_COLUMNS, sheet.panels().size()));
  }

  private int panelWidth() {
    return columns() == 1 ? LONE_PANEL_WIDTH : PANEL_WIDTH;
  }

  /** A note broken between words. */
  private List<String> lines(String note) {
    double most = (width() - 2 * MARGIN) / NOTE_CHARACTER;
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : note.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > most) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}

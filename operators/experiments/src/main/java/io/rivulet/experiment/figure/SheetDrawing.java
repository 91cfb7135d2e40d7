package io.rivulet.experiment.figure;

import io.rivulet.experiment.canvas.Canvas;
import io.rivulet.experiment.canvas.Canvas.Anchor;
import io.rivulet.experiment.canvas.Canvas.Letters;
import io.rivulet.experiment.canvas.Typeface;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Lays a sheet out: title, panels, one legend for all, notes. */
final class SheetDrawing {

  private static final double MARGIN = 4;
  private static final Letters TITLE = new Letters(9, true, Anchor.START);
  private static final Letters NOTE = Letters.small(Anchor.START);

  private final double width;
  private final Rows panels;
  private final Legend legend;
  private final List<String> title;
  private final List<String> notes;

  SheetDrawing(Sheet sheet, Layout layout) {
    this.width = layout.width();
    double inner = width - 2 * MARGIN;
    Map<String, String> labels = labels(sheet);
    Map<String, MethodStyle> styles = MethodStyle.of(List.copyOf(labels.keySet()));
    this.panels = rows(sheet, layout, styles, inner);
    boolean marked = sheet.panels().stream().anyMatch(panel -> !panel.marks().isEmpty());
    this.legend = new Legend(labels, styles, marked ? sheet.reference() : "", inner);
    this.title = Typeface.lines(sheet.title(), inner, TITLE);
    this.notes =
        sheet.notes().stream().flatMap(note -> Typeface.lines(note, inner, NOTE).stream()).toList();
  }

  /** As many in a row as the layout likes, or fewer where they have much text beside them. */
  private static Rows rows(
      Sheet sheet, Layout layout, Map<String, MethodStyle> styles, double width) {
    return IntStream.iterate(layout.perRow(sheet.panels().size()), n -> n > 1, n -> n - 1)
        .mapToObj(perRow -> new Rows(sheet.panels(), styles, width, perRow))
        .filter(Rows::fit)
        .findFirst()
        .orElseGet(() -> new Rows(sheet.panels(), styles, width, 1));
  }

  /** What each method is called, in the order they are shown. */
  private static Map<String, String> labels(Sheet sheet) {
    Map<String, String> labels = new LinkedHashMap<>();
    sheet.panels().stream()
        .flatMap(panel -> panel.traces().stream())
        .forEach(trace -> labels.putIfAbsent(trace.method(), trace.label()));
    return labels;
  }

  /** In points. */
  double width() {
    return width;
  }

  /** In points. */
  double height() {
    return 2 * MARGIN + head() + panels.height() + legend.height() + foot();
  }

  private double head() {
    return title.isEmpty() ? 0 : title.size() * TITLE.leading() + MARGIN;
  }

  private double foot() {
    return notes.isEmpty() ? 0 : notes.size() * NOTE.leading() + MARGIN;
  }

  void on(Canvas canvas) {
    double top = MARGIN + head();
    double below = top + panels.height();
    lines(canvas, title, TITLE, MARGIN);
    panels.on(canvas, MARGIN, top);
    legend.on(canvas, MARGIN, below);
    lines(canvas, notes, NOTE, below + legend.height() + MARGIN);
  }

  private static void lines(Canvas canvas, List<String> lines, Letters letters, double top) {
    for (int i = 0; i < lines.size(); i++) {
      canvas.text(MARGIN, top + letters.size() + i * letters.leading(), letters, lines.get(i));
    }
  }
}

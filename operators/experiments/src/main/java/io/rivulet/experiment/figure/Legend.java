package io.rivulet.experiment.figure;

import io.rivulet.experiment.canvas.Canvas;
import io.rivulet.experiment.canvas.Canvas.Anchor;
import io.rivulet.experiment.canvas.Canvas.Letters;
import io.rivulet.experiment.canvas.Canvas.Pen;
import io.rivulet.experiment.canvas.Typeface;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One legend for all panels: every method in columns of equal width, the references last. */
final class Legend {

  private static final double SWATCH = 20;
  private static final double GAP = 4;
  private static final double BETWEEN = 12;
  private static final double LINE = 1.2;
  private static final Letters TEXT = Letters.small(Anchor.START);

  private final Map<String, String> labels;
  private final Map<String, MethodStyle> styles;
  private final double column;
  private final int perRow;
  private final int full;
  private final List<String> reference;
  private final boolean beside;

  /**
   * @param labels of the methods, by method, in the order they are shown
   * @param reference what dashed lines are, empty when there are none
   * @param width that the legend may take
   */
  Legend(
      Map<String, String> labels, Map<String, MethodStyle> styles, String reference, double width) {
    this.labels = labels;
    this.styles = styles;
    this.column = BETWEEN + labels.values().stream().mapToDouble(Legend::width).max().orElse(0);
    int most = Math.max(1, (int) ((width + BETWEEN) / column));
    this.full = Math.max(1, (labels.size() + most - 1) / most);
    this.perRow = Math.max(1, (labels.size() + full - 1) / full);
    this.beside = next() + width(reference) <= width;
    this.reference = Typeface.lines(reference, beside ? width : width - SWATCH - GAP, TEXT);
  }

  private static double width(String label) {
    return SWATCH + GAP + Typeface.width(label, TEXT);
  }

  /** Where the last row goes on. */
  private double next() {
    return (labels.size() - (full - 1) * perRow) * column;
  }

  double height() {
    return (full + (beside ? 0 : reference.size())) * TEXT.leading();
  }

  void on(Canvas canvas, double left, double top) {
    List<String> methods = new ArrayList<>(labels.keySet());
    for (int i = 0; i < methods.size(); i++) {
      double x = left + i % perRow * column;
      int row = i / perRow;
      double y = top + (row + 0.5) * TEXT.leading();
      MethodStyle style = styles.get(methods.get(i));
      canvas.rule(x, y, x + SWATCH, y, new Pen(style.rgb(), LINE, style.dash()));
      style.marker().on(canvas, x + SWATCH / 2, y, style.rgb());
      text(canvas, x, y, labels.get(methods.get(i)));
    }
    double x = left + (beside ? next() : 0);
    double y = top + (full + (beside ? -0.5 : 0.5)) * TEXT.leading();
    if (!reference.isEmpty()) {
      canvas.rule(x, y, x + SWATCH, y, References.dashed(Canvas.INK));
    }
    for (int i = 0; i < reference.size(); i++) {
      text(canvas, x, y + i * TEXT.leading(), reference.get(i));
    }
  }

  private static void text(Canvas canvas, double x, double y, String text) {
    canvas.text(x + SWATCH + GAP, y + TEXT.halfDigit(), TEXT, text);
  }
}

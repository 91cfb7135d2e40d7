package io.rivulet.cli.report;

import io.rivulet.cli.report.Canvas.Anchor;
import io.rivulet.cli.report.Canvas.Letters;
import io.rivulet.cli.report.Canvas.Pen;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * Draws one panel: axes, the band of one deviation about each mean, the means, and what the source
 * has.
 */
final class PanelDrawing {

  private static final int GRID = 0xE2E5E9;
  private static final int EVENT = 0xC62828;

  /** Bands lie on one another, so many of them must be paler. */
  private static final double BAND = 0.16;

  private static final double ALL_BANDS = 0.7;
  private static final int LEFT = 66;
  private static final int LABEL = 53;
  private static final int TOP = 40;
  private static final int BOTTOM = 64;
  private static final int RIGHT = 20;
  private static final int FAN = 12;
  private static final double DIAMOND = 5.5;
  private static final Letters SMALL = new Letters(13, false, Anchor.MIDDLE);

  private final Panel panel;
  private final Map<String, MethodStyle> styles;
  private final double left;
  private final double right;
  private final double top;
  private final double bottom;
  private final double end;
  private final Scale x;
  private final Scale y;

  PanelDrawing(
      Panel panel, Map<String, MethodStyle> styles, int left, int top, int width, int height) {
    this.panel = panel;
    this.styles = styles;
    this.left = left + LEFT;
    this.end = end();
    this.right = left + width - RIGHT - fan();
    this.top = top + TOP;
    this.bottom = top + height - BOTTOM;
    this.x = steps(this.left, right);
    this.y =
        new Scale(panel.y(), points().stream().flatMapToDouble(this::extent), bottom, this.top);
  }

  private List<Point> points() {
    return panel.traces().stream().flatMap(trace -> trace.points().stream()).toList();
  }

  /** The lower end of a band may leave the axis: errors are not negative, mean - sd can be. */
  private DoubleStream extent(Point point) {
    return DoubleStream.of(point.mean(), point.mean() + point.sd());
  }

  /** Marks at the end of the axis stand side by side, right of it. */
  private int fan() {
    return FAN * (int) panel.marks().stream().filter(this::atEnd).count();
  }

  private boolean atEnd(Mark mark) {
    return mark.step() == end;
  }

  /** The last step, when the axis ends there, too. */
  private double end() {
    double last = points().stream().mapToDouble(Point::step).max().orElse(0);
    return steps(0, 1).at(last) == 1 ? last : Double.NaN;
  }

  private Scale steps(double from, double to) {
    return new Scale(panel.x(), points().stream().mapToDouble(Point::step), from, to);
  }

  void on(Canvas canvas) {
    axes(canvas);
    List<Trace> backToFront = new ArrayList<>(panel.traces());
    Collections.reverse(backToFront);
    backToFront.forEach(trace -> band(canvas, trace));
    panel
        .event()
        .ifPresent(
            step -> rule(canvas, x.at(step), top, x.at(step), bottom, new Pen(EVENT, 1.4, 6, 4)));
    backToFront.forEach(trace -> mean(canvas, trace));
    marks(canvas);
  }

  private void axes(Canvas canvas) {
    for (double tick : y.ticks()) {
      rule(canvas, left, y.at(tick), right, y.at(tick), new Pen(GRID, 1));
      Letters letters = new Letters(13, false, Anchor.END);
      canvas.text(left - 9, y.at(tick) + 4.5, letters, y.label(tick));
    }
    for (double tick : x.ticks()) {
      rule(canvas, x.at(tick), bottom, x.at(tick), bottom + 5, new Pen(SheetDrawing.INK, 1));
      canvas.text(x.at(tick), bottom + 21, SMALL, x.label(tick));
    }
    rule(canvas, left, bottom, right, bottom, new Pen(SheetDrawing.INK, 1));
    String title = "(" + panel.name() + ")  " + panel.title();
    canvas.text(left, top - 14, new Letters(15, true, Anchor.START), title);
    canvas.text((left + right) / 2, bottom + 43, SMALL, panel.x().label());
    canvas.upward(left - LABEL, (top + bottom) / 2, SMALL, panel.y().label());
  }

  private void band(Canvas canvas, Trace trace) {
    List<Point> shown = shown(trace);
    if (shown.stream().noneMatch(point -> point.sd() > 0)) {
      return;
    }
    int n = shown.size();
    double[] across = new double[2 * n];
    double[] up = new double[2 * n];
    for (int i = 0; i < n; i++) {
      Point point = shown.get(i);
      across[i] = across[2 * n - 1 - i] = x.at(point.step());
      up[i] = y.at(point.mean() + point.sd());
      up[2 * n - 1 - i] = y.at(point.mean() - point.sd());
    }
    double opacity = Math.min(BAND, ALL_BANDS / panel.traces().size());
    canvas.area(across, up, styles.get(trace.method()).rgb(), opacity);
  }

  private void mean(Canvas canvas, Trace trace) {
    List<Point> shown = shown(trace);
    if (shown.isEmpty()) {
      return;
    }
    MethodStyle style = styles.get(trace.method());
    canvas.line(
        shown.stream().mapToDouble(point -> x.at(point.step())).toArray(),
        shown.stream().mapToDouble(point -> y.at(point.mean())).toArray(),
        new Pen(style.rgb(), trace.method().equals("orfit") ? 3.2 : 2, style.dash()));
  }

  private List<Point> shown(Trace trace) {
    return trace.points().stream()
        .filter(point -> x.shows(point.step()) && y.shows(point.mean()))
        .toList();
  }

  private void marks(Canvas canvas) {
    int fanned = 0;
    for (Mark mark : panel.marks()) {
      double at = x.at(mark.step()) + (atEnd(mark) ? FAN * ++fanned : 0);
      int rgb = styles.get(mark.method()).rgb();
      rule(canvas, at, y.at(mark.low()), at, y.at(mark.high()), new Pen(rgb, 2));
      diamond(canvas, at, y.at((mark.low() + mark.high()) / 2), rgb);
    }
  }

  static void diamond(Canvas canvas, double x, double y, int rgb) {
    double[] across = {x - DIAMOND, x, x + DIAMOND, x, x - DIAMOND};
    double[] up = {y, y - DIAMOND, y, y + DIAMOND, y};
    canvas.area(across, up, 0xFFFFFF, 1);
    canvas.line(across, up, new Pen(rgb, 2));
  }

  private static void rule(Canvas canvas, double x1, double y1, double x2, double y2, Pen pen) {
    canvas.line(new double[] {x1, x2}, new double[] {y1, y2}, pen);
  }
}

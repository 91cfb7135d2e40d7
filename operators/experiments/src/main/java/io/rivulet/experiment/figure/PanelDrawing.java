package io.rivulet.experiment.figure;

import io.rivulet.experiment.canvas.Canvas;
import io.rivulet.experiment.canvas.Canvas.Anchor;
import io.rivulet.experiment.canvas.Canvas.Letters;
import io.rivulet.experiment.canvas.Canvas.Pen;
import io.rivulet.experiment.canvas.Typeface;
import io.rivulet.experiment.figure.PanelAxes.Frame;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Draws one panel: its letter and title, axes, what the source has, the spread about each mean, and
 * the means.
 */
final class PanelDrawing {

  /** Bands lie on one another, so many of them must be paler. */
  private static final double BAND = 0.16;

  private static final double ALL_BANDS = 0.7;
  private static final double MEAN = 1.2;
  private static final double HEADLINER = 1.9;
  private static final double EXTREME = 0.4;
  private static final int MARKERS = 6;
  private static final int FEW = 12;
  private static final double TITLE_GAP = 6;
  private static final Letters LETTER = new Letters(Letters.LEAST, true, Anchor.START);
  private static final Letters TITLE = Letters.small(Anchor.START);

  private final Panel panel;
  private final String letter;
  private final Map<String, MethodStyle> styles;
  private final References references;
  private final PanelAxes axes;
  private final List<String> title;

  /**
   * @param index of the panel in its sheet, from 0
   * @param width of its cell
   * @param height of its axes
   */
  PanelDrawing(
      Panel panel, int index, Map<String, MethodStyle> styles, double width, double height) {
    this.panel = panel;
    this.letter = "(" + (char) ('a' + index) + ")";
    this.styles = styles;
    this.references = new References(panel.marks(), styles);
    this.axes = new PanelAxes(panel, references, height);
    this.title = Typeface.lines(panel.title(), width - indent(), TITLE);
  }

  private double indent() {
    return Typeface.width(letter + " ", LETTER);
  }

  double left() {
    return axes.left();
  }

  double right() {
    return axes.right();
  }

  /** How wide the axes must at least be. */
  double width() {
    return axes.width();
  }

  /** Room above the axes. */
  double above() {
    return Math.max(1, title.size()) * TITLE.leading() + TITLE_GAP + axes.above();
  }

  /**
   * Room below the axes.
   *
   * @param width of them
   */
  double below(double width) {
    return axes.below(width);
  }

  /**
   * Draws it.
   *
   * @param edge left edge of its cell
   * @param head upper edge of its cell
   * @param left where the axes start
   * @param right where they end
   * @param top of the axes
   */
  void on(Canvas canvas, double edge, double head, double left, double right, double top) {
    canvas.text(edge, head + Letters.LEAST, LETTER, letter);
    for (int i = 0; i < title.size(); i++) {
      double base = head + Letters.LEAST + i * TITLE.leading();
      canvas.text(edge + indent(), base, TITLE, title.get(i));
    }
    axes.title(canvas, edge, top);
    curves(canvas, axes.on(canvas, left, right, top));
  }

  private void curves(Canvas canvas, Frame frame) {
    List<Trace> backToFront = new ArrayList<>(panel.traces());
    Collections.reverse(backToFront);
    backToFront.forEach(trace -> spread(canvas, frame, trace));
    references.on(canvas, frame);
    panel
        .event()
        .ifPresent(
            step -> {
              double at = frame.x().at(step);
              canvas.rule(at, frame.top(), at, frame.bottom(), new Pen(Canvas.INK, 1, 1, 2));
            });
    backToFront.forEach(trace -> mean(canvas, frame, trace));
    references.lines(canvas, frame);
    markers(canvas, frame, false);
    markers(canvas, frame, true);
  }

  private void spread(Canvas canvas, Frame frame, Trace trace) {
    int rgb = styles.get(trace.method()).rgb();
    for (List<Point> points : pieces(frame, trace)) {
      double[] across = points.stream().mapToDouble(p -> frame.x().at(p.step())).toArray();
      double[] low = points.stream().mapToDouble(p -> frame.y().at(low(frame, p))).toArray();
      double[] high = points.stream().mapToDouble(p -> frame.y().at(p.high())).toArray();
      switch (RunSpread.of(trace.runs())) {
        case NONE -> {}
        case EXTREMES -> {
          canvas.line(across, low, new Pen(rgb, EXTREME));
          canvas.line(across, high, new Pen(rgb, EXTREME));
        }
        case DEVIATION -> {
          double opacity = Math.min(BAND, ALL_BANDS / panel.traces().size());
          canvas.area(there(across, across), there(high, low), rgb, opacity);
        }
      }
    }
  }

  /** A deviation as large as the mean has no lower end on a logarithmic axis: the least run has. */
  private static double low(Frame frame, Point point) {
    return frame.y().logarithmic() ? point.lowOfRuns() : point.low();
  }

  /** One way along the first values and back along the others. */
  private static double[] there(double[] values, double[] back) {
    int n = values.length;
    double[] both = new double[2 * n];
    for (int i = 0; i < n; i++) {
      both[i] = values[i];
      both[2 * n - 1 - i] = back[i];
    }
    return both;
  }

  private void mean(Canvas canvas, Frame frame, Trace trace) {
    MethodStyle style = styles.get(trace.method());
    double width = trace.method().equals("orfit") ? HEADLINER : MEAN;
    for (List<Point> points : pieces(frame, trace)) {
      canvas.line(
          points.stream().mapToDouble(point -> frame.x().at(point.step())).toArray(),
          points.stream().mapToDouble(point -> frame.y().at(point.mean())).toArray(),
          new Pen(style.rgb(), width, style.dash()));
    }
  }

  /** What lies between points that have no place. */
  private static List<List<Point>> pieces(Frame frame, Trace trace) {
    List<List<Point>> pieces = new ArrayList<>();
    List<Point> piece = new ArrayList<>();
    for (Point point : trace.points()) {
      if (shows(frame, point)) {
        piece.add(point);
      } else if (!piece.isEmpty()) {
        pieces.add(piece);
        piece = new ArrayList<>();
      }
    }
    if (!piece.isEmpty()) {
      pieces.add(piece);
    }
    return pieces;
  }

  private static boolean shows(Frame frame, Point point) {
    return frame.x().shows(point.step()) && frame.y().shows(point.mean());
  }

  /** Those that hide nothing go on top. */
  private void markers(Canvas canvas, Frame frame, boolean open) {
    for (int i = panel.traces().size() - 1; i >= 0; i--) {
      Trace trace = panel.traces().get(i);
      if (styles.get(trace.method()).marker().open() == open) {
        markers(canvas, frame, trace, i);
      }
    }
  }

  /** At every point of few, else at some, and elsewhere on each curve. */
  private void markers(Canvas canvas, Frame frame, Trace trace, int index) {
    MethodStyle style = styles.get(trace.method());
    List<Point> shown = trace.points().stream().filter(point -> shows(frame, point)).toList();
    double apart = shown.size() <= FEW ? 0 : (frame.right() - frame.left()) / MARKERS;
    double next = frame.left() + apart * (index + 0.5) / panel.traces().size();
    for (Point point : shown) {
      double x = frame.x().at(point.step());
      if (x >= next) {
        style.marker().on(canvas, x, frame.y().at(point.mean()), style.rgb());
        next = Math.max(next, x - apart) + apart;
      }
    }
  }
}

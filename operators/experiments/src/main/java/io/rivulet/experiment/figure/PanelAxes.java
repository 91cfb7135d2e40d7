package io.rivulet.experiment.figure;

import io.rivulet.experiment.canvas.Canvas;
import io.rivulet.experiment.canvas.Canvas.Anchor;
import io.rivulet.experiment.canvas.Canvas.Letters;
import io.rivulet.experiment.canvas.Canvas.Pen;
import io.rivulet.experiment.canvas.Typeface;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * The axes of a panel and the text about them. It is measured in a cell of the sheet first, and
 * then put in a place that it shares with its neighbours, so that axes stand in line.
 */
final class PanelAxes {

  private static final double TICK = 3;
  private static final double GAP = 3;
  private static final double LEAST_WIDTH = 50;
  private static final double LINE = 0.6;
  private static final Pen INK = new Pen(Canvas.INK, LINE);
  private static final Letters MIDDLE = Letters.small(Anchor.MIDDLE);
  private static final Letters END = Letters.small(Anchor.END);
  private static final double ASCENT = 0.93 * Letters.LEAST;

  private final Panel panel;
  private final References references;
  private final double height;
  private final double[] steps;
  private final Scale y;

  /**
   * @param height of the axes alone, in points
   */
  PanelAxes(Panel panel, References references, double height) {
    this.panel = panel;
    this.references = references;
    this.height = height;
    this.y = Scale.fitting(panel.y(), values(), scale -> stands(scale, height));
    this.steps = steps();
  }

  /** A band may leave the axis below all runs: errors are not negative, mean - sd can be. */
  private double[] values() {
    return DoubleStream.concat(
            panel.traces().stream()
                .flatMap(trace -> trace.points().stream())
                .flatMapToDouble(
                    point -> DoubleStream.of(point.lowOfRuns(), point.mean(), point.high())),
            panel.marks().stream()
                .flatMapToDouble(mark -> DoubleStream.of(mark.low(), mark.high())))
        .toArray();
  }

  private double[] steps() {
    return DoubleStream.concat(
            panel.traces().stream()
                .flatMap(trace -> trace.points().stream())
                .mapToDouble(Point::step),
            panel.marks().stream().mapToDouble(Mark::step))
        .toArray();
  }

  private static boolean stands(Scale scale, double height) {
    return (scale.ticks().size() - 1) * MIDDLE.leading() <= height;
  }

  /** Of axes as wide as this, from 0 to 1. */
  private Scale x(double width) {
    return Scale.fitting(panel.x(), steps, scale -> width >= needed(scale.tight(steps)))
        .tight(steps);
  }

  /** How wide the axes are when labels stand clear of their neighbours. */
  private static double needed(Scale scale) {
    List<Double> ticks = scale.ticks();
    return (widest(scale) + 2 * GAP) / (scale.at(ticks.get(1)) - scale.at(ticks.get(0)));
  }

  private static double widest(Scale scale) {
    return scale.labels().stream().mapToDouble(PanelAxes::width).max().orElse(0);
  }

  private static double width(String text) {
    return Typeface.width(text, MIDDLE);
  }

  /** Room left of the axes. */
  double left() {
    return upward().size() * MIDDLE.leading() + GAP + widest(y) + TICK + GAP;
  }

  /** Room right of the axes. */
  double right() {
    double over =
        Stream.of(x(0), x(LEAST_WIDTH), x(Double.MAX_VALUE))
            .mapToDouble(PanelAxes::overhang)
            .max()
            .orElse(0);
    return Math.max(references.right(), over);
  }

  /** How far the last label reaches past axes that are not wide. */
  private static double overhang(Scale x) {
    int last = x.ticks().size() - 1;
    double within = (1 - x.at(x.ticks().get(last))) * LEAST_WIDTH;
    return 1 + width(x.labels().get(last)) / 2 - within;
  }

  /** How wide they must at least be. */
  double width() {
    return Math.max(Math.max(LEAST_WIDTH, references.width()), needed(x(0)));
  }

  /** Room above the axes. */
  double above() {
    return references.above();
  }

  /**
   * Room below axes.
   *
   * @param width of them
   */
  double below(double width) {
    return TICK + GAP + (1 + across(width).size()) * MIDDLE.leading();
  }

  private List<String> upward() {
    return Typeface.lines(y.title(), height, MIDDLE);
  }

  private List<String> across(double width) {
    return Typeface.lines(x(width).title(), width, MIDDLE);
  }

  /** The axes in their place, drawn. */
  Frame on(Canvas canvas, double left, double right, double top) {
    double bottom = top + height;
    Scale x = x(right - left).on(left, right);
    Frame frame = new Frame(x, y.on(bottom, top), left, right, top, bottom);
    rows(canvas, frame);
    columns(canvas, frame);
    canvas.rule(left, bottom, right, bottom, INK);
    canvas.rule(left, top, left, bottom, INK);
    return frame;
  }

  private static void rows(Canvas canvas, Frame frame) {
    List<Double> ticks = frame.y.ticks();
    List<String> labels = frame.y.labels();
    for (int i = 0; i < ticks.size(); i++) {
      double at = frame.y.at(ticks.get(i));
      canvas.rule(frame.left, at, frame.right, at, new Pen(Canvas.GRID, LINE));
      canvas.rule(frame.left - TICK, at, frame.left, at, INK);
      canvas.text(frame.left - TICK - GAP, at + END.halfDigit(), END, labels.get(i));
    }
  }

  private void columns(Canvas canvas, Frame frame) {
    List<Double> ticks = frame.x.ticks();
    List<String> labels = frame.x.labels();
    double base = frame.bottom + TICK + GAP + ASCENT;
    for (int i = 0; i < ticks.size(); i++) {
      double at = frame.x.at(ticks.get(i));
      canvas.rule(at, frame.bottom, at, frame.bottom + TICK, INK);
      canvas.text(at, base, MIDDLE, labels.get(i));
    }
    for (String line : across(frame.right - frame.left)) {
      base += MIDDLE.leading();
      canvas.text((frame.left + frame.right) / 2, base, MIDDLE, line);
    }
  }

  /** What the vertical axis shows, from the left edge of the cell. */
  void title(Canvas canvas, double edge, double top) {
    List<String> lines = upward();
    for (int i = 0; i < lines.size(); i++) {
      double base = edge + ASCENT + i * MIDDLE.leading();
      canvas.upward(base, top + height / 2, MIDDLE, lines.get(i));
    }
  }

  /** Axes on paper. */
  record Frame(Scale x, Scale y, double left, double right, double top, double bottom) {}
}

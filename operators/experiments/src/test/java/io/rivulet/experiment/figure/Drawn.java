package io.rivulet.experiment.figure;

import io.rivulet.experiment.canvas.Canvas;
import io.rivulet.experiment.canvas.Fonts;
import java.awt.font.LineMetrics;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Notes what is drawn, with the place that text takes in the fonts of this machine. */
final class Drawn implements Canvas {

  final List<Text> texts = new ArrayList<>();
  final List<Line> lines = new ArrayList<>();
  final List<Area> areas = new ArrayList<>();

  /** A text and the box about it, in points. */
  record Text(String text, double size, boolean upward, Rectangle2D box) {}

  /** A line through points. */
  @SuppressWarnings("ArrayRecordComponent")
  record Line(double[] x, double[] y, Pen pen) {

    boolean level() {
      return x.length == 2 && y[0] == y[1];
    }

    boolean upright() {
      return x.length == 2 && x[0] == x[1];
    }

    /** Whether it is one of the source, and not of a method. */
    boolean reference() {
      return Arrays.equals(pen.dash(), References.dashed(0).dash());
    }
  }

  /** A filled polygon. */
  @SuppressWarnings("ArrayRecordComponent")
  record Area(double[] x, double[] y, int rgb, double opacity) {}

  static Drawn of(Sheet sheet, Layout layout) {
    Drawn drawn = new Drawn();
    new SheetDrawing(sheet, layout).on(drawn);
    return drawn;
  }

  List<String> words() {
    return texts.stream().map(Text::text).toList();
  }

  @Override
  public void line(double[] x, double[] y, Pen pen) {
    lines.add(new Line(x.clone(), y.clone(), pen));
  }

  @Override
  public void area(double[] x, double[] y, int rgb, double opacity) {
    areas.add(new Area(x.clone(), y.clone(), rgb, opacity));
  }

  @Override
  public void text(double x, double y, Letters letters, String text) {
    double width = Fonts.width(letters, text);
    LineMetrics metrics = Fonts.metrics(letters, text);
    double height = metrics.getAscent() + metrics.getDescent();
    texts.add(
        new Text(
            text,
            letters.size(),
            false,
            new Rectangle2D.Double(
                x - before(letters, width), y - metrics.getAscent(), width, height)));
  }

  @Override
  public void upward(double x, double y, Letters letters, String text) {
    double width = Fonts.width(letters, text);
    LineMetrics metrics = Fonts.metrics(letters, text);
    double height = metrics.getAscent() + metrics.getDescent();
    double start = y + before(letters, width);
    texts.add(
        new Text(
            text,
            letters.size(),
            true,
            new Rectangle2D.Double(x - metrics.getAscent(), start - width, height, width)));
  }

  private static double before(Letters letters, double width) {
    return switch (letters.anchor()) {
      case START -> 0;
      case MIDDLE -> width / 2;
      case END -> width;
    };
  }
}

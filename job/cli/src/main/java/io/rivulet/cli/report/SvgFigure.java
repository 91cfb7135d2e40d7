package io.rivulet.cli.report;

import io.rivulet.cli.digits.Errors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Curves as inline SVG written by hand, for machines without fonts, where Java cannot draw: the
 * browser has its own. It takes its colour of text from the page.
 */
final class SvgFigure {

  private static final int WIDTH = 900;
  private static final int HEIGHT = 460;
  private static final int LEFT = 60;
  private static final int RIGHT = 885;
  private static final int TOP = 15;
  private static final int BOTTOM = 405;
  private static final int TICK = 20;
  private static final int STEPS_TICKS = 10;
  private static final int MOST_DEGREES = 240;

  private final Curves curves;
  private final ToDoubleFunction<Errors> kind;
  private final double top;
  private final StringBuilder svg = new StringBuilder();

  private SvgFigure(Curves curves, ToDoubleFunction<Errors> kind) {
    this.curves = curves;
    this.kind = kind;
    double whole = Math.ceil(curves.largest(kind) / TICK) * TICK;
    this.top = Math.min(MOST_DEGREES, Math.max(TICK, whole));
  }

  /**
   * A figure with axes, in the curves' own colours.
   *
   * @param label what the vertical axis shows, with its unit
   * @param marked step with a dashed vertical line, below 0 for none
   * @param marks values a diamond shows after the last step, by method
   */
  static String of(
      Curves curves,
      ToDoubleFunction<Errors> kind,
      String label,
      int marked,
      Map<String, Double> marks) {
    return new SvgFigure(curves, kind).draw(label, marked, marks);
  }

  private String draw(String label, int marked, Map<String, Double> marks) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg viewBox=\"0 0 %d %d\" role=\"img\" font-size=\"13\" fill=\"currentColor\">",
            WIDTH,
            HEIGHT));
    for (int degrees = 0; degrees <= top; degrees += TICK) {
      rule(LEFT, y(degrees), RIGHT, y(degrees), "stroke-opacity=\".2\"");
      text(LEFT - 8, y(degrees) + 4, "end", Integer.toString(degrees));
    }
    for (int i = 0; i <= STEPS_TICKS; i++) {
      int step = curves.steps() * i / STEPS_TICKS;
      text(x(step), BOTTOM + 20, "middle", Integer.toString(step));
    }
    text((LEFT + RIGHT) / 2.0, BOTTOM + 44, "middle", "samples learned");
    svg.append("<g transform=\"rotate(-90 16 210)\">");
    text(16, 210, "middle", label);
    svg.append("</g>");
    if (marked >= 0) {
      rule(x(marked), TOP, x(marked), BOTTOM, "stroke-dasharray=\"6 5\"");
    }
    List<String> backToFront = new ArrayList<>(curves.methods());
    Collections.reverse(backToFront);
    backToFront.forEach(this::curve);
    marks.forEach(this::diamond);
    svg.append("</svg>");
    return svg.toString();
  }

  /** A point off the plot, or without a number, breaks the line. */
  private void curve(String method) {
    StringBuilder path = new StringBuilder();
    String next = "M";
    for (int step = 0; step <= curves.steps(); step++) {
      double value = curves.at(method, step).map(kind::applyAsDouble).orElse(Double.NaN);
      if (value <= top) {
        path.append(String.format(Locale.ROOT, "%s%.1f %.1f", next, x(step), y(value)));
      }
      next = value <= top ? "L" : "M";
    }
    MethodStyle style = MethodStyle.of(method);
    svg.append(
        String.format(
            Locale.ROOT,
            "<path d=\"%s\" fill=\"none\" stroke=\"#%06x\" stroke-width=\"%s\"%s/>",
            path,
            style.rgb(),
            method.equals("orfit") ? "3.2" : "1.8",
            style.dash().length == 0 ? "" : " stroke-dasharray=\"4 4\""));
  }

  private void diamond(String method, double degrees) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<path d=\"M%.1f %.1fl6 -6l6 6l-6 6z\" fill=\"#%06x\"/>",
            x(curves.steps()) - 6,
            y(degrees),
            MethodStyle.of(method).rgb()));
  }

  private double x(double step) {
    return LEFT + (RIGHT - LEFT) * step / curves.steps();
  }

  private double y(double degrees) {
    return BOTTOM - (BOTTOM - TOP) * degrees / top;
  }

  private void rule(double x1, double y1, double x2, double y2, String kindOfLine) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"currentColor\" %s/>",
            x1,
            y1,
            x2,
            y2,
            kindOfLine));
  }

  private void text(double x, double y, String anchor, String text) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
            x,
            y,
            anchor,
            text));
  }
}

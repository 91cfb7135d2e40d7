package io.rivulet.experiment.canvas;

import java.util.Locale;
import java.util.Map;

/** A canvas that writes SVG, which takes its fonts from the reader's machine. */
public final class SvgCanvas implements Canvas {

  private static final String FONTS =
      "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif";

  /** The colours of a page that is light or dark. */
  private static final Map<Integer, String> OF_PAGE =
      Map.of(INK, "currentColor", PAPER, "var(--paper)", GRID, "var(--rule)");

  private final StringBuilder svg = new StringBuilder();
  private final Map<Integer, String> colours;

  private SvgCanvas(Map<Integer, String> colours) {
    this.colours = colours;
  }

  /** A document on white, with the size on paper that its points give. */
  public static SvgCanvas document(double width, double height) {
    SvgCanvas canvas = new SvgCanvas(Map.of());
    canvas.put(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.2fmm\" height=\"%.2fmm\""
            + " viewBox=\"0 0 %.2f %.2f\" font-family=\"%s\" fill=\"%s\">%n"
            + "<rect width=\"100%%\" height=\"100%%\" fill=\"%s\"/>%n",
        width / POINTS_PER_MM,
        height / POINTS_PER_MM,
        width,
        height,
        FONTS,
        canvas.colour(INK),
        canvas.colour(PAPER));
    return canvas;
  }

  /**
   * A part of a page, in the colours of the page and as wide as the page allows.
   *
   * @param label a description for readers who cannot see the picture
   */
  public static SvgCanvas inline(double width, double height, String label) {
    SvgCanvas canvas = new SvgCanvas(OF_PAGE);
    canvas.put(
        "<svg viewBox=\"0 0 %.2f %.2f\" role=\"img\" aria-label=\"%s\" font-family=\"%s\""
            + " fill=\"%s\">%n",
        width, height, escaped(label), FONTS, canvas.colour(INK));
    return canvas;
  }

  /** The whole text. */
  public String end() {
    return svg + "</svg>\n";
  }

  @Override
  public void line(double[] x, double[] y, Pen pen) {
    StringBuilder dash = new StringBuilder();
    for (float length : pen.dash()) {
      dash.append(dash.isEmpty() ? " stroke-dasharray=\"" : " ").append(length);
    }
    put(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%.1f\""
            + " stroke-linejoin=\"round\"%s/>%n",
        points(x, y), colour(pen.rgb()), pen.width(), dash.isEmpty() ? "" : dash + "\"");
  }

  @Override
  public void area(double[] x, double[] y, int rgb, double opacity) {
    put(
        "<polygon points=\"%s\" fill=\"%s\" fill-opacity=\"%.2f\"/>%n",
        points(x, y), colour(rgb), opacity);
  }

  @Override
  public void text(double x, double y, Letters letters, String text) {
    put("<text x=\"%.2f\" y=\"%.2f\"%s>%s</text>%n", x, y, attributes(letters), escaped(text));
  }

  @Override
  public void upward(double x, double y, Letters letters, String text) {
    put(
        "<text transform=\"translate(%.2f %.2f) rotate(-90)\"%s>%s</text>%n",
        x, y, attributes(letters), escaped(text));
  }

  private static String attributes(Letters letters) {
    return String.format(
        Locale.ROOT,
        " font-size=\"%.1f\" text-anchor=\"%s\"%s",
        letters.size(),
        letters.anchor().name().toLowerCase(Locale.ROOT),
        letters.bold() ? " font-weight=\"bold\"" : "");
  }

  private String colour(int rgb) {
    return colours.getOrDefault(rgb, String.format(Locale.ROOT, "#%06x", rgb));
  }

  private static String points(double[] x, double[] y) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < x.length; i++) {
      points.append(String.format(Locale.ROOT, i == 0 ? "%.2f,%.2f" : " %.2f,%.2f", x[i], y[i]));
    }
    return points.toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private void put(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format.replace("%n", "\n"), values));
  }
}

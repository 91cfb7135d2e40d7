package io.rivulet.cli.report;

import java.util.Locale;

/** Writes what is drawn as an SVG document. */
final class SvgCanvas implements Canvas {

  private final StringBuilder svg = new StringBuilder();

  SvgCanvas(int width, int height) {
    put(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\""
            + " viewBox=\"0 0 %1$d %2$d\" font-family=\"Helvetica, Arial, sans-serif\""
            + " fill=\"#%3$06x\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>%n",
        width, height, SheetDrawing.INK);
  }

  String document() {
    return svg + "</svg>\n";
  }

  @Override
  public void line(double[] x, double[] y, Pen pen) {
    StringBuilder dash = new StringBuilder();
    for (float length : pen.dash()) {
      dash.append(dash.isEmpty() ? " stroke-dasharray=\"" : " ").append(length);
    }
    put(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"#%06x\" stroke-width=\"%.1f\""
            + " stroke-linejoin=\"round\"%s/>%n",
        points(x, y), pen.rgb(), pen.width(), dash.isEmpty() ? "" : dash + "\"");
  }

  @Override
  public void area(double[] x, double[] y, int rgb, double opacity) {
    put(
        "<polygon points=\"%s\" fill=\"#%06x\" fill-opacity=\"%.2f\"/>%n",
        points(x, y), rgb, opacity);
  }

  @Override
  public void text(double x, double y, Letters letters, String text) {
    put("<text x=\"%.1f\" y=\"%.1f\"%s>%s</text>%n", x, y, attributes(letters), escaped(text));
  }

  @Override
  public void upward(double x, double y, Letters letters, String text) {
    put(
        "<text transform=\"translate(%.1f %.1f) rotate(-90)\"%s>%s</text>%n",
        x, y, attributes(letters), escaped(text));
  }

  private static String attributes(Letters letters) {
    return " font-size=\"%d\" text-anchor=\"%s\"%s"
        .formatted(
            letters.size(),
            letters.anchor().name().toLowerCase(Locale.ROOT),
            letters.bold() ? " font-weight=\"bold\"" : "");
  }

  private static String points(double[] x, double[] y) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < x.length; i++) {
      points.append(String.format(Locale.ROOT, i == 0 ? "%.1f,%.1f" : " %.1f,%.1f", x[i], y[i]));
    }
    return points.toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private void put(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format.replace("%n", "\n"), values));
  }
}

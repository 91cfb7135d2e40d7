package io.rivulet.cli.report;

import io.rivulet.cli.digits.Errors;
import io.rivulet.cli.digits.RotatedDigits;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A panel of figure 6 as a picture with a transparent background, for light or dark paper. It has
 * no legend: the page has one.
 */
final class Figure {

  static final int WIDTH = 900;
  static final int HEIGHT = 460;

  private static final int PIXELS_PER_POINT = 2;
  private static final int TICK = 20;
  private static final int TICK_SPACING = 110;
  private static final int MOST_DEGREES = 240;
  private static final Color CLEAR = new Color(0, 0, 0, 0);

  private final Curves curves;
  private final ToDoubleFunction<Errors> kind;
  private final XYChart chart;
  private final Color ink;

  private Figure(Curves curves, ToDoubleFunction<Errors> kind, String error, boolean dark) {
    this.curves = curves;
    this.kind = kind;
    this.ink = dark ? new Color(0xD6D9DE) : new Color(0x2B2F36);
    this.chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .xAxisTitle("samples learned")
            .yAxisTitle(error)
            .build();
    style(chart.getStyler(), dark ? new Color(0x3A3F47) : new Color(0xDFE2E6));
    List<String> backToFront = new ArrayList<>(curves.methods());
    Collections.reverse(backToFront);
    backToFront.forEach(this::curve);
  }

  /**
   * Panel a: the test error after each sample.
   *
   * @param marks values a diamond shows after the last step, by method
   */
  static byte[] testError(Curves curves, Map<String, Double> marks, boolean dark)
      throws IOException {
    Figure figure = new Figure(curves, Errors::test, "test error (degrees)", dark);
    marks.forEach(figure::diamond);
    return figure.png();
  }

  /** Panel b: the error on one early sample, which a dashed line marks when it is learned. */
  static byte[] watchedError(Curves curves, boolean dark) throws IOException {
    int watched = RotatedDigits.WATCHED;
    Figure figure =
        new Figure(curves, Errors::watched, "error on sample " + watched + " (degrees)", dark);
    figure.chart.addAnnotation(new AnnotationLine(watched, true, false));
    return figure.png();
  }

  private void style(XYStyler styler, Color grid) {
    Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    styler.setChartBackgroundColor(CLEAR).setPlotBackgroundColor(CLEAR).setPlotBorderVisible(false);
    styler.setChartFontColor(ink).setBaseFont(font).setChartTitleVisible(false);
    styler.setXAxisTitleColor(ink).setYAxisTitleColor(ink).setChartPadding(6);
    styler.setAxisTitleFont(font).setAxisTickLabelsFont(font).setAxisTickLabelsColor(ink);
    styler.setXAxisTickLabelsColor(ink).setYAxisTickLabelsColor(ink);
    styler.setAxisTickMarksColor(grid).setXAxisTickMarksColor(grid).setYAxisTickMarksColor(grid);
    styler.setPlotGridLinesColor(grid).setPlotGridLinesStroke(new BasicStroke(1));
    styler.setPlotGridVerticalLinesVisible(false).setPlotMargin(0).setPlotContentSize(1);
    styler.setXAxisMin(-0.3).setXAxisMax(curves.steps() + 1.0).setXAxisDecimalPattern("0");
    styler.setXAxisTickMarkSpacingHint(TICK_SPACING);
    styler.setYAxisMin(-0.8).setYAxisMax(top()).setYAxisDecimalPattern("0");
    styler.setLegendVisible(false);
    styler.setAnnotationLineColor(ink).setAnnotationLineStroke(dashed(1.3f, 6, 5));
    styler.setMarkerSize(9);
  }

  private double top() {
    double whole = Math.ceil(curves.largest(kind) / TICK) * TICK;
    return Math.min(MOST_DEGREES, Math.max(TICK, whole));
  }

  private void curve(String method) {
    int[] steps =
        IntStream.rangeClosed(0, curves.steps())
            .filter(step -> curves.at(method, step).isPresent())
            .toArray();
    if (steps.length == 0) {
      return;
    }
    double[] x = IntStream.of(steps).asDoubleStream().toArray();
    double[] y =
        IntStream.of(steps)
            .mapToDouble(step -> kind.applyAsDouble(curves.at(method, step).orElseThrow()))
            .toArray();
    MethodStyle style = MethodStyle.of(method);
    XYSeries series = chart.addSeries(method, x, y);
    series.setLineColor(new Color(style.rgb()));
    series.setLineStyle(dashed(method.equals("orfit") ? 3.2f : 1.8f, style.dash()));
    series.setMarker(SeriesMarkers.NONE);
  }

  private void diamond(String method, double degrees) {
    double[] last = {curves.steps()};
    XYSeries mark = chart.addSeries("mark " + method, last, new double[] {degrees});
    mark.setMarker(SeriesMarkers.DIAMOND);
    mark.setMarkerColor(new Color(MethodStyle.of(method).rgb()));
    mark.setLineStyle(SeriesLines.NONE);
  }

  private static BasicStroke dashed(float width, float... dash) {
    return new BasicStroke(
        width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash.length == 0 ? null : dash, 0);
  }

  private byte[] png() throws IOException {
    BufferedImage image =
        new BufferedImage(
            WIDTH * PIXELS_PER_POINT, HEIGHT * PIXELS_PER_POINT, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(PIXELS_PER_POINT, PIXELS_PER_POINT);
    chart.paint(graphics, WIDTH, HEIGHT);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }
}

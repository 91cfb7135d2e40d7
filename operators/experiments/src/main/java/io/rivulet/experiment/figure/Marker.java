package io.rivulet.experiment.figure;

import io.rivulet.experiment.canvas.Canvas;
import io.rivulet.experiment.canvas.Canvas.Pen;
import java.util.Arrays;
import java.util.stream.IntStream;

/** A shape on a curve, which distinguishes it from others when colours cannot. */
@SuppressWarnings("ImmutableEnumChecker")
public enum Marker {
  DOT(polygon(16, 0)),
  SQUARE(new double[][] {{-.85, -.85, .85, .85}, {-.85, .85, .85, -.85}}),
  TRIANGLE(polygon(3, 0)),
  DIAMOND(polygon(4, 0)),
  NABLA(polygon(3, Math.PI)),
  CIRCLE(polygon(16, 0)),
  CROSS(new double[][] {{-.8, .8}, {-.8, .8}}, new double[][] {{-.8, .8}, {.8, -.8}}),
  PLUS(new double[][] {{-1, 1}, {0, 0}}, new double[][] {{0, 0}, {-1, 1}}),
  PENTAGON(polygon(5, 0)),
  STAR(star(5));

  private static final double RADIUS = 2.4;

  /** How far in a star goes between its points. */
  private static final double WAIST = 0.45;

  /** Each the x and the y of its points, about 0 and of size 1; never changed. */
  private final double[][][] outlines;

  Marker(double[][]... outlines) {
    this.outlines = outlines;
  }

  /** Whether it is of lines that cross, and covers no area. */
  boolean open() {
    return outlines.length > 1;
  }

  void on(Canvas canvas, double x, double y, int rgb) {
    for (double[][] outline : outlines) {
      double[] across = scaled(outline[0], x);
      double[] down = scaled(outline[1], y);
      if (!open()) {
        canvas.area(across, down, this == DOT ? rgb : Canvas.PAPER, 1);
      }
      canvas.line(closed(across), closed(down), new Pen(rgb, 0.9));
    }
  }

  private static double[] scaled(double[] part, double about) {
    return Arrays.stream(part).map(value -> about + RADIUS * value).toArray();
  }

  private static double[] closed(double[] values) {
    double[] closed = Arrays.copyOf(values, values.length + 1);
    closed[values.length] = values[0];
    return closed;
  }

  /** A star of some points, the first on top. */
  private static double[][] star(int points) {
    double[][] star = polygon(2 * points, 0);
    for (int i = 1; i < 2 * points; i += 2) {
      star[0][i] *= WAIST;
      star[1][i] *= WAIST;
    }
    return star;
  }

  /** Corners on a circle, the first on top before it is turned. */
  private static double[][] polygon(int corners, double turn) {
    double[] angles =
        IntStream.range(0, corners).mapToDouble(i -> turn + 2 * Math.PI * i / corners).toArray();
    return new double[][] {
      Arrays.stream(angles).map(StrictMath::sin).toArray(),
      Arrays.stream(angles).map(angle -> -StrictMath.cos(angle)).toArray()
    };
  }
}

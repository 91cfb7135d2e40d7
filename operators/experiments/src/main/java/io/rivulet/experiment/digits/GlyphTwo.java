package io.rivulet.experiment.digits;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A hand-like digit "2" drawn from random numbers, 28 x 28 grey pixels, so that the quick start
 * needs no data file.
 *
 * <p>A stroke follows an elliptic arc and then a base line. Its corners are jittered, the whole is
 * sheared, scaled and shifted, and the stroke has a random width. The unit square is the image, x
 * to the right and y down.
 */
final class GlyphTwo {

  static final int SIDE = 28;

  private static final int ARC_POINTS = 14;
  private static final double ARC_START = 1.05 * Math.PI;
  private static final double ARC_END = -0.35;
  private static final double JITTER = 0.012;
  private static final double SIZE = 0.72;
  private static final double EDGE = 0.03;

  private final double[] x = new double[ARC_POINTS + 2];
  private final double[] y = new double[ARC_POINTS + 2];

  private GlyphTwo(Draws draws) {
    for (int i = 0; i < ARC_POINTS; i++) {
      double angle = ARC_START + (ARC_END - ARC_START) * i / (ARC_POINTS - 1);
      corner(i, 0.5 + 0.23 * StrictMath.cos(angle), 0.34 - 0.20 * StrictMath.sin(angle));
    }
    corner(ARC_POINTS, 0.30, 0.82);
    corner(ARC_POINTS + 1, 0.75, 0.80);
    jitter(draws);
    deform(Deformation.drawn(draws, SIZE));
  }

  static GreyImage draw(Draws draws) {
    GlyphTwo glyph = new GlyphTwo(draws);
    Stroke stroke = new Stroke(draws.uniform(0.035, 0.06), EDGE, 255);
    return new GreyImage(SIDE, stroke.draw(glyph.segments(), SIDE));
  }

  private void corner(int i, double atX, double atY) {
    x[i] = atX;
    y[i] = atY;
  }

  private void jitter(Draws draws) {
    for (int i = 0; i < x.length; i++) {
      x[i] += JITTER * draws.normal();
      y[i] += JITTER * draws.normal();
    }
  }

  private void deform(Deformation deformation) {
    for (int i = 0; i < x.length; i++) {
      corner(i, deformation.x(x[i], y[i]), deformation.y(x[i], y[i]));
    }
  }

  private List<Segment> segments() {
    return IntStream.range(1, x.length)
        .mapToObj(i -> new Segment(x[i - 1], y[i - 1], x[i], y[i]))
        .toList();
  }
}

package io.rivulet.cli.digits;

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
    shear(draws);
  }

  static GreyImage draw(Draws draws) {
    GlyphTwo glyph = new GlyphTwo(draws);
    return glyph.ink(draws.uniform(0.035, 0.06));
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

  private void shear(Draws draws) {
    double xx = SIZE * (1 + 0.15 * draws.normal());
    double xy = SIZE * 0.15 * draws.normal();
    double yx = SIZE * 0.10 * draws.normal();
    double yy = SIZE * (1 + 0.10 * draws.normal());
    double shiftX = 0.5 + 0.02 * draws.normal();
    double shiftY = 0.5 + 0.02 * draws.normal();
    for (int i = 0; i < x.length; i++) {
      double fromX = x[i] - 0.5;
      double fromY = y[i] - 0.5;
      corner(i, xx * fromX + xy * fromY + shiftX, yx * fromX + yy * fromY + shiftY);
    }
  }

  /** Full ink within the half-width of the stroke, fading to none over {@link #EDGE}. */
  private GreyImage ink(double halfWidth) {
    double[] pixels = new double[SIDE * SIDE];
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        double distance = distance((column + 0.5) / SIDE, (row + 0.5) / SIDE);
        double ink = 1 + (halfWidth - distance) / EDGE;
        pixels[row * SIDE + column] = Math.rint(255 * Math.min(1, Math.max(0, ink)));
      }
    }
    return new GreyImage(SIDE, pixels);
  }

  private double distance(double atX, double atY) {
    double nearest = Double.POSITIVE_INFINITY;
    for (int i = 1; i < x.length; i++) {
      double alongX = x[i] - x[i - 1];
      double alongY = y[i] - y[i - 1];
      double fromX = atX - x[i - 1];
      double fromY = atY - y[i - 1];
      double part = (fromX * alongX + fromY * alongY) / (alongX * alongX + alongY * alongY);
      double on = Math.min(1, Math.max(0, part));
      double dx = fromX - on * alongX;
      double dy = fromY - on * alongY;
      nearest = Math.min(nearest, dx * dx + dy * dy);
    }
    return Math.sqrt(nearest);
  }
}

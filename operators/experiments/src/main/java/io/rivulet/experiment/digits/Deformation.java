package io.rivulet.experiment.digits;

/** A linear map about the centre of the unit square, and a shift: how a hand varies a glyph. */
record Deformation(double xx, double xy, double yx, double yy, double shiftX, double shiftY) {

  /**
   * Deviations of 0.15 across and 0.1 down in scale and shear, 0.02 in either shift.
   *
   * @param size of the glyph as a part of what it was
   */
  static Deformation drawn(Draws draws, double size) {
    double xx = size * (1 + 0.15 * draws.normal());
    double xy = size * 0.15 * draws.normal();
    double yx = size * 0.10 * draws.normal();
    double yy = size * (1 + 0.10 * draws.normal());
    double shiftX = 0.5 + 0.02 * draws.normal();
    double shiftY = 0.5 + 0.02 * draws.normal();
    return new Deformation(xx, xy, yx, yy, shiftX, shiftY);
  }

  double x(double x, double y) {
    return xx * (x - 0.5) + xy * (y - 0.5) + shiftX;
  }

  double y(double x, double y) {
    return yx * (x - 0.5) + yy * (y - 0.5) + shiftY;
  }
}

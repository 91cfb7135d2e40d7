package io.rivulet.experiment.digits;

/**
 * Turns an image about its centre, counter-clockwise as seen, without changing its size: each pixel
 * takes the bilinear value at the place it came from, and 0 where that lies outside.
 */
final class Rotation {

  private Rotation() {}

  /**
   * With c the centre (side - 1) / 2, x to the right and y down, the pixel (x, y) takes the ink at
   * c + [cos a, -sin a; sin a, cos a] ((x, y) - c).
   *
   * @param angle a in radians
   */
  static GreyImage turn(GreyImage image, double angle) {
    int side = image.side();
    double centre = (side - 1) / 2.0;
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    double[] turned = new double[side * side];
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        double x = column - centre;
        double y = row - centre;
        turned[row * side + column] =
            bilinear(image, centre + sin * x + cos * y, centre + cos * x - sin * y);
      }
    }
    return new GreyImage(side, turned);
  }

  private static double bilinear(GreyImage image, double y, double x) {
    int row = (int) Math.floor(y);
    int column = (int) Math.floor(x);
    double down = y - row;
    double right = x - column;
    double upper = (1 - right) * image.ink(row, column) + right * image.ink(row, column + 1);
    double lower =
        (1 - right) * image.ink(row + 1, column) + right * image.ink(row + 1, column + 1);
    return (1 - down) * upper + down * lower;
  }
}

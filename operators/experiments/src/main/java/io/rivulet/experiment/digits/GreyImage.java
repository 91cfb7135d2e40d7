package io.rivulet.experiment.digits;

/**
 * A square grey image.
 *
 * @param side width and height in pixels
 * @param pixels ink from 0 (paper) to 255, by rows from the top left; not copied
 */
@SuppressWarnings("ArrayRecordComponent")
record GreyImage(int side, double[] pixels) {

  GreyImage {
    if (pixels.length != side * side) {
      throw new IllegalArgumentException(
          "an image of side " + side + " has " + side * side + " pixels, got " + pixels.length);
    }
  }

  /** The ink at a pixel, 0 outside the image. */
  double ink(int row, int column) {
    boolean inside = row >= 0 && row < side && column >= 0 && column < side;
    return inside ? pixels[row * side + column] : 0;
  }
}

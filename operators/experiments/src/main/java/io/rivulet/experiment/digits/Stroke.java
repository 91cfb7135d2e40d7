package io.rivulet.experiment.digits;

import java.util.List;

/**
 * Draws segments: full ink within half a width of the nearest one, fading to none over an edge.
 *
 * @param halfWidth as a part of the image's side
 * @param edge as a part of the image's side, positive
 * @param ink of a pixel that is covered, to which all others are rounded
 */
record Stroke(double halfWidth, double edge, double ink) {

  /** The ink of side x side pixels by rows, judged at the middle of each. */
  double[] draw(List<Segment> segments, int side) {
    double[] pixels = new double[side * side];
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        double distance = distance(segments, (column + 0.5) / side, (row + 0.5) / side);
        double part = 1 + (halfWidth - distance) / edge;
        pixels[row * side + column] = Math.rint(ink * Math.min(1, Math.max(0, part)));
      }
    }
    return pixels;
  }

  private static double distance(List<Segment> segments, double atX, double atY) {
    double nearest = Double.POSITIVE_INFINITY;
    for (Segment segment : segments) {
      nearest = Math.min(nearest, segment.squaredDistance(atX, atY));
    }
    return Math.sqrt(nearest);
  }
}

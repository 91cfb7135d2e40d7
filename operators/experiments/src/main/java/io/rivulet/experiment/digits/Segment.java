package io.rivulet.experiment.digits;

/** A straight piece of a stroke, in the unit square of an image: x to the right and y down. */
record Segment(double fromX, double fromY, double toX, double toY) {

  /** The squared distance of a point from the nearest point of the segment. */
  double squaredDistance(double atX, double atY) {
    double alongX = toX - fromX;
    double alongY = toY - fromY;
    double pointX = atX - fromX;
    double pointY = atY - fromY;
    double part = (pointX * alongX + pointY * alongY) / (alongX * alongX + alongY * alongY);
    double on = Math.min(1, Math.max(0, part));
    double dx = pointX - on * alongX;
    double dy = pointY - on * alongY;
    return dx * dx + dy * dy;
  }
}

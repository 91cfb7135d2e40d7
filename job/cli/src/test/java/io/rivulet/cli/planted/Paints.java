package io.rivulet.cli.planted;

import io.rivulet.kernel.Lanes;
import java.awt.Color;

/** Breaks the rules by which the job neither computes nor draws. */
final class Paints {

  private Paints() {}

  static double sum(double[] x) {
    return Lanes.dot(x, x, x.length);
  }

  static double curve(double x) {
    return StrictMath.exp(x);
  }

  static Color ink() {
    return Color.BLACK;
  }
}

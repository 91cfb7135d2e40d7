package io.rivulet.learner.net;

import java.util.ArrayList;
import java.util.List;

/**
 * A check of hidden values for units that are saturated: beyond ±0.97 on six of a stretch of eight
 * rows, so that they distinguish inputs at most by sign. Inputs of variance 1 saturate hardly a
 * unit of a layer drawn at the default scale; inputs in units of their own saturate nearly all.
 * O(H) a row until the warning is given, then nothing.
 */
public final class Saturation {

  private static final double LEVEL = 0.97;
  private static final int STRETCH = 8;
  private static final int MOST = 6;

  private final int units;
  private final int enough;
  private final int[] saturated;
  private final List<String> warnings = new ArrayList<>(1);
  private int rows;

  /**
   * @param units H
   * @param enough the number of saturated units that causes a warning, at least 1
   */
  Saturation(int units, int enough) {
    this.units = units;
    this.enough = enough;
    this.saturated = new int[units];
  }

  /** A layer whose units all see every feature: a tenth of them saturated is enough. */
  static Saturation ofMixed(int units) {
    return new Saturation(units, 1 + units / 10);
  }

  /** A layer that starts with a unit for each feature: one saturated unit is enough. */
  static Saturation ofSeparate(int units) {
    return new Saturation(units, 1);
  }

  /** Notes hidden values, a row for each input, without modifying them. */
  void see(double[][] h) {
    for (int i = 0; i < h.length && warnings.isEmpty(); i++) {
      for (int j = 0; j < units; j++) {
        saturated[j] += Math.abs(h[i][j]) > LEVEL ? 1 : 0;
      }
      rows++;
      if (rows == STRETCH) {
        judge();
      }
    }
  }

  /** Empty, or the one warning. */
  List<String> warnings() {
    return warnings;
  }

  private void judge() {
    int count = 0;
    for (int j = 0; j < units; j++) {
      count += saturated[j] >= MOST ? 1 : 0;
      saturated[j] = 0;
    }
    rows = 0;
    if (count >= enough) {
      warnings.add(
          count
              + " of "
              + units
              + (count == 1 ? " hidden units is" : " hidden units are")
              + " saturated: beyond "
              + LEVEL
              + " in size on most of "
              + STRETCH
              + " samples; give the features center and scale, so that they vary by"
              + " about 1");
    }
  }
}

package io.rivulet.experiment.digits;

import java.util.ArrayList;
import java.util.List;

/**
 * Digits of the ten classes drawn from random numbers, for where no data file is at hand: the
 * shapes of a seven-segment display, whose six corners are jittered, then deformed and drawn by a
 * stroke of random width over grainy paper.
 */
final class SegmentDigits {

  /** Corners that each segment joins, numbered by rows: two at the top, middle and bottom. */
  private static final int[][] ENDS = {{0, 1}, {1, 3}, {3, 5}, {4, 5}, {2, 4}, {0, 2}, {2, 3}};

  /** Segments of each digit, in the usual order a to g. */
  private static final String[] LIT = {
    "abcdef", "bc", "abged", "abgcd", "fgbc", "afgcd", "afgedc", "abc", "abcdefg", "gfabcd"
  };

  private static final double JITTER = 0.025;
  private static final double SHIFT = 0.02;
  private static final double EDGE = 0.1;
  private static final double GRAIN = 1;

  private SegmentDigits() {}

  /** As many digits of each class, the classes in turn. */
  static List<LabelledDigit> draw(Draws draws, int perClass) {
    List<LabelledDigit> digits = new ArrayList<>();
    for (int i = 0; i < perClass * LabelledDigit.CLASSES; i++) {
      digits.add(digit(i % LabelledDigit.CLASSES, draws));
    }
    return digits;
  }

  private static LabelledDigit digit(int label, Draws draws) {
    double[][] corners = corners(draws);
    List<Segment> segments =
        LIT[label].chars().mapToObj(letter -> segment(corners, ENDS[letter - 'a'])).toList();
    Stroke stroke = new Stroke(draws.uniform(0.03, 0.07), EDGE, LabelledDigit.INK);
    double[] pixels = stroke.draw(segments, LabelledDigit.SIDE);
    for (int i = 0; i < pixels.length; i++) {
      double grained = Math.rint(pixels[i] + GRAIN * draws.normal());
      pixels[i] = Math.min(LabelledDigit.INK, Math.max(0, grained));
    }
    return new LabelledDigit(pixels, label);
  }

  private static double[][] corners(Draws draws) {
    Deformation deformation = Deformation.drawn(draws, 1);
    double shiftX = SHIFT * draws.normal();
    double shiftY = SHIFT * draws.normal();
    double[][] corners = new double[6][];
    for (int i = 0; i < corners.length; i++) {
      double x = 0.28 + 0.44 * (i % 2) + JITTER * draws.normal();
      int row = i / 2;
      double y = 0.15 + 0.35 * row + JITTER * draws.normal();
      corners[i] = new double[] {deformation.x(x, y) + shiftX, deformation.y(x, y) + shiftY};
    }
    return corners;
  }

  private static Segment segment(double[][] corners, int[] ends) {
    double[] from = corners[ends[0]];
    double[] to = corners[ends[1]];
    return new Segment(from[0], from[1], to[0], to[1]);
  }
}

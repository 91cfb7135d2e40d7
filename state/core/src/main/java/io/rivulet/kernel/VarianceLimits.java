package io.rivulet.kernel;

/** Raises the variances D of a {@link UdFactor} within limits. Each operation is O(p). */
final class VarianceLimits {

  /** The largest variance that {@link #inflate} makes. */
  private static final double CEILING = 0x1p500;

  private static final double FAINT = 0x1p-1000;

  private VarianceLimits() {}

  /** As {@link UdFactor#inflate}. */
  static void inflate(double[] d, double share, double limit, double[] size, double[] otherwise) {
    if (surelyBelow(d, share * limit / 2, share * CEILING / 2, size, otherwise)) {
      divide(d, share);
    } else {
      inflateEach(d, share, limit, size, otherwise);
    }
  }

  /** Whether each entry is below so much, and so much over its size: at half of the limits. */
  private static boolean surelyBelow(
      double[] d, double limit, double ceiling, double[] size, double[] otherwise) {
    for (int j = 0; j < d.length; j++) {
      if (!(d[j] * positive(size[j], otherwise[j]) <= limit && d[j] <= ceiling)) {
        return false;
      }
    }
    return true;
  }

  private static double positive(double size, double otherwise) {
    return size > 0 ? size : otherwise;
  }

  private static void divide(double[] d, double share) {
    for (int j = 0; j < d.length; j++) {
      d[j] /= share;
    }
  }

  private static void inflateEach(
      double[] d, double share, double limit, double[] sizes, double[] otherwise) {
    for (int j = 0; j < d.length; j++) {
      double size = positive(sizes[j], otherwise[j]);
      double grown = d[j] / share;
      if (grown * size > limit || grown > CEILING) {
        grown = Math.max(d[j], Math.min(grown, Math.min(limit / size, CEILING)));
      }
      d[j] = grown;
    }
  }

  /** As {@link UdFactor#faint}. */
  static boolean faint(double[] d) {
    for (double entry : d) {
      if (entry > 0 && entry < FAINT) {
        return true;
      }
    }
    return false;
  }

  /** As {@link UdFactor#raiseFaint}. */
  static void raiseFaint(double[] d) {
    for (int j = 0; j < d.length; j++) {
      d[j] = d[j] < FAINT ? FAINT : d[j];
    }
  }
}

package io.rivulet.learner;

import java.util.Arrays;

/**
 * Ordinary samples of a sensor that now and then reads a huge number, as fill codes, overflows and
 * wrong units make them.
 */
public final class GlitchStream {

  /** What the reading is, and what else is in its sample. */
  public enum Kind {
    /** The same number each time. */
    FILL,
    /** Another number each time. */
    VARIED,
    /** The same number, all other entries 0. */
    ALONE,
    /** Each repeats the first glitch whole. */
    STUCK,
    /** The same number, and a target as large, which contradicts the others. */
    CONTRADICTING;

    public static Kind of(long seed) {
      return values()[(int) (seed % values().length)];
    }
  }

  public final int p;
  public final double[][] x;
  public final double[] y;
  final double[] weight;

  /**
   * @param decades of the reading
   * @param weighted whether samples weigh 1e-12 to 1e6
   */
  public GlitchStream(Draw draw, Kind kind, double decades, boolean weighted) {
    this.p = draw.between(2, 6);
    int n = draw.between(30, 60);
    this.x = new double[n][];
    this.y = new double[n];
    this.weight = new double[n];
    double[] truth = draw.normal(p);
    double[] scale = new double[p];
    Arrays.setAll(scale, j -> Math.pow(10, draw.uniform(-2, 3)));
    int column = draw.between(0, p - 1);
    double size = Math.pow(10, decades);
    double[] glitch = null;
    for (int i = 0; i < n; i++) {
      double[] parts = draw.normal(p);
      y[i] = Oracle.dot(parts, truth) + 0.1 * draw.normal(1)[0];
      x[i] = parts;
      Arrays.setAll(parts, j -> scale[j] * parts[j]);
      weight[i] = weighted ? Math.pow(10, draw.uniform(-12, 6)) : 1;
      if (draw.between(0, 7) == 0) {
        if (kind == Kind.ALONE) {
          Arrays.fill(parts, 0);
        }
        parts[column] = kind == Kind.VARIED ? size * draw.uniform(-1, 1) : size;
        y[i] *= kind == Kind.CONTRADICTING ? size : 1;
        x[i] = kind == Kind.STUCK && glitch != null ? glitch.clone() : parts;
        glitch = x[i];
      }
    }
  }
}

package io.rivulet.learner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * Draws streams as people have them: columns in units from 1e-8 to 1e12, off centre, constant,
 * nearly collinear, a category that is rare, a feature that appears; stretches of zeros and of
 * inputs that stand still; diffuse priors; weights of many orders. Each ends with samples that
 * excite every direction.
 */
final class OrdinaryDraw {

  private final Draw draw;
  private final int p;
  private final double forgetting;
  private final List<OrdinaryStream.Row> rows = new ArrayList<>();
  private final double[] scale;
  private final double[] centre;
  private final double[] truth;
  private final double noise;
  private final double closeness;
  private final boolean categories;
  private final boolean constant;
  private final boolean appearing;
  private final double lightest;
  private final double heaviest;

  /**
   * @param forgetting λ
   */
  OrdinaryDraw(long seed, double forgetting) {
    this.draw = new Draw(seed);
    this.p = draw.between(1, 6);
    this.forgetting = forgetting;
    boolean wide = oneOf(2);
    this.scale = array(() -> power(wide ? -8 : -2, wide ? 12 : 4));
    this.centre = array(() -> oneOf(3) ? power(0, 4) : 0);
    this.constant = p > 1 && oneOf(3);
    this.closeness = p > 2 && oneOf(3) ? power(-5, -1) : 0;
    this.categories = p > 3 && oneOf(3);
    this.appearing = oneOf(3);
    boolean weighted = oneOf(3);
    // Under forgetting, information below 1e-12 of a sample's is not told apart from none.
    this.lightest = !weighted ? 0 : forgetting < 1 ? -2 : -12;
    this.heaviest = !weighted ? 0 : forgetting < 1 ? 2 : 6;
    this.noise = power(-6, -1);
    this.truth = perScale(draw.normal(p));
  }

  OrdinaryStream stream(int length) {
    boolean common = oneOf(2);
    double diffuse = power(-13, 2);
    double[] prior = array(() -> common ? diffuse : power(-13, 2));
    double[] start = oneOf(2) ? new double[p] : perScale(draw.normal(p));
    fill(length, appearing ? draw.between(1, length) : 0);
    for (int i = 0; i < 20 * p; i++) {
      informative(0, true);
    }
    return new OrdinaryStream(forgetting, prior, start, rows);
  }

  private void fill(int length, int appears) {
    int idle = forgetting < 1 ? (int) Math.min(1000, 40 / (1 - forgetting)) : 100;
    while (rows.size() < length) {
      int kind = draw.between(0, 3);
      int count = kind < 2 ? draw.between(1, 60) : draw.between(1, idle);
      double[] still = kind == 2 ? new double[p] : input(appears, false);
      double answer = kind == 2 ? 0 : answer(still);
      for (int i = 0; i < count; i++) {
        if (kind < 2) {
          informative(appears, false);
        } else {
          rows.add(new OrdinaryStream.Row(still, answer, weight()));
        }
      }
    }
  }

  private void informative(int appears, boolean all) {
    double[] x = input(appears, all);
    double weight = all ? Math.max(weight(), Math.pow(10, lightest)) : weight();
    rows.add(new OrdinaryStream.Row(x, answer(x), weight));
  }

  /**
   * @param all whether no category is rare
   */
  private double[] input(int appears, boolean all) {
    double[] x = draw.normal(p);
    Arrays.setAll(x, j -> scale[j] * (centre[j] + x[j]));
    if (closeness > 0) {
      x[1] = scale[1] * (x[0] / scale[0] + closeness * draw.normal(1)[0]);
    }
    if (constant) {
      x[p - 1] = scale[p - 1];
    }
    if (categories) {
      int category = all ? draw.between(0, 2) : oneOf(150) ? 2 : draw.between(0, 1);
      for (int j = 0; j < 3; j++) {
        x[j] = j == category ? scale[j] : 0;
      }
    }
    if (rows.size() < appears) {
      x[0] = 0;
    }
    return x;
  }

  private double answer(double[] x) {
    return Oracle.dot(x, truth) + noise * draw.normal(1)[0];
  }

  private double weight() {
    return oneOf(50) ? 0 : power(lightest, heaviest);
  }

  private boolean oneOf(int count) {
    return draw.between(1, count) == 1;
  }

  private double power(double from, double to) {
    return Math.pow(10, from == to ? from : draw.uniform(from, to));
  }

  private double[] array(DoubleSupplier entry) {
    double[] array = new double[p];
    Arrays.setAll(array, i -> entry.getAsDouble());
    return array;
  }

  private double[] perScale(double[] entries) {
    Arrays.setAll(entries, j -> entries[j] / scale[j]);
    return entries;
  }
}

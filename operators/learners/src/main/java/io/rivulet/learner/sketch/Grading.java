package io.rivulet.learner.sketch;

import io.rivulet.kernel.Directions;
import io.rivulet.kernel.OrthonormalBasis;
import io.rivulet.learner.spectral.Norm;
import java.util.Arrays;

/**
 * The directions of a sketch that differ so much from new gradients that one rotation is not
 * enough: it rounds each direction by ε, which counts as new information beside a gradient that is
 * larger by 1/ε.
 *
 * @param larger the number of leading directions that are far larger than the least gradient
 * @param kept the number of leading directions that are not far smaller than the largest gradient
 * @param displaces whether the gradients must precede the remaining directions
 */
record Grading(int larger, int kept, boolean displaces) {

  /** Nothing differs by much. */
  static final Grading NONE = new Grading(0, Integer.MAX_VALUE, false);

  /** Columns that come in falling order of size, each behind all that are there. */
  static final Grading FALLING = new Grading(Integer.MAX_VALUE, Integer.MAX_VALUE, false);

  /** Quotient of sizes up to which rounding costs at most 2⁻³³. */
  private static final double STEEP = 0x1p20;

  /**
   * @param basis directions
   * @param values their singular values, descending
   * @param gradient columns, not all zero
   * @param root √ω, factor of the gradients
   */
  static Grading of(Directions basis, double[] values, double[][] gradient, double root) {
    double[] sizes = new double[gradient.length];
    Arrays.setAll(sizes, k -> root * Norm.of(gradient[k]));
    double largest = Arrays.stream(sizes).max().orElse(0);
    double least = Arrays.stream(sizes).filter(size -> size > 0).min().orElse(largest);
    boolean apart = largest > STEEP * least;
    int r = values.length;
    if (!apart && (r == 0 || (values[0] <= STEEP * least && largest <= STEEP * values[r - 1]))) {
      return NONE;
    }
    int larger = 0;
    while (larger < r && values[larger] > STEEP * least) {
      larger++;
    }
    int kept = r;
    while (kept > 0 && STEEP * values[kept - 1] < largest) {
      kept--;
    }
    double cut = largest / STEEP;
    boolean displaces =
        apart || (kept < r && uneven(basis.explicit(), values, kept, gradient, root, cut));
    return new Grading(apart ? Integer.MAX_VALUE : larger, kept, displaces);
  }

  /** Whether descending singular values differ by more than what one rotation rounds away. */
  static boolean steep(double[] values) {
    return values.length > 0 && values[0] > STEEP * values[values.length - 1];
  }

  /**
   * Whether all of these differ by less than what one rotation rounds away.
   *
   * @param sizes those of the directions, in any order
   * @param gradient columns
   * @param root √ω, factor of the gradients
   */
  static boolean even(double[] sizes, double[][] gradient, double root) {
    double largest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (double[] column : gradient) {
      double size = root * Norm.of(column);
      largest = Math.max(largest, size);
      least = size > 0 ? Math.min(least, size) : least;
    }
    boolean even = largest <= STEEP * least;
    for (double size : sizes) {
      even &= size <= STEEP * least && largest <= STEEP * size;
    }
    return even;
  }

  /**
   * Whether small directions have entries where neither the gradients nor the large directions have
   * any to speak of: elsewhere all are rounded alike, in whatever order they come.
   */
  private static boolean uneven(
      OrthonormalBasis basis,
      double[] values,
      int kept,
      double[][] gradient,
      double root,
      double cut) {
    for (int i = 0; i < basis.size(); i++) {
      double most = 0;
      for (double[] column : gradient) {
        most = Math.max(most, root * Math.abs(column[i]));
      }
      for (int k = 0; k < kept && most < cut; k++) {
        most = Math.max(most, values[k] * Math.abs(basis.column(k)[i]));
      }
      for (int k = kept; k < basis.rank() && most < cut; k++) {
        if (basis.column(k)[i] != 0) {
          return true;
        }
      }
    }
    return false;
  }
}

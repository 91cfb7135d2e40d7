package io.rivulet.learner.track;

import io.rivulet.learner.spectral.Norm;
import io.rivulet.state.track.TrackingState;

/**
 * The root mean square length of the gradient columns √ω g, one that is ten times as long as those
 * before counting as ten times: a sensor that reads 1e15 once would otherwise be the unit of all
 * later inputs. Columns of zeros do not count. No square is formed, so that none overflows.
 */
final class GradientSize {

  private static final double MOST = 10;

  private double size;
  private long columns;

  /**
   * Takes the columns of a sample.
   *
   * @param state whose size it starts from; not modified
   * @param gradient columns, not all zero
   * @param weight ω, positive
   */
  void take(TrackingState state, double[][] gradient, double weight) {
    size = state.size();
    columns = state.columns();
    for (double[] column : gradient) {
      add(Math.sqrt(weight) * Norm.of(column));
    }
  }

  private void add(double length) {
    if (!(length > 0)) {
      return;
    }
    double counted = columns == 0 ? length : Math.min(length, MOST * size);
    columns++;
    size =
        StrictMath.hypot(
            size * Math.sqrt((columns - 1.0) / columns), counted / Math.sqrt((double) columns));
  }

  /** The size with the sample. */
  double size() {
    return size;
  }

  /** The number of columns with the sample. */
  long columns() {
    return columns;
  }
}

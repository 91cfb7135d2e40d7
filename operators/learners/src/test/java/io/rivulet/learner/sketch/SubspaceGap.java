package io.rivulet.learner.sketch;

import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.OrthonormalBasis;

/** How far the span of one basis is from that of another. */
final class SubspaceGap {

  private SubspaceGap() {}

  /** The largest part of a direction of one basis that no direction of the other holds. */
  static double of(OrthonormalBasis expected, OrthonormalBasis actual) {
    double largest = 0;
    for (double[] column : actual.columns()) {
      double[] rest = column.clone();
      expected.project(rest, new double[expected.rank()]);
      largest = Math.max(largest, Lanes.norm(rest));
    }
    return largest;
  }
}

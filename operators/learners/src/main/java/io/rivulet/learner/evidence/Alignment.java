package io.rivulet.learner.evidence;

import io.rivulet.kernel.Lanes;
import io.rivulet.learner.sketch.IncrementalPca;
import io.rivulet.learner.sketch.Projection;
import io.rivulet.state.evidence.EvidenceState;
import java.util.Arrays;

/** What B, and the weights at the start, have along the directions of a sketch. */
final class Alignment {

  private final StartScale start;

  Alignment(StartScale start) {
    this.start = start;
  }

  /**
   * Turns the coordinates with the sketch, after B has the sample: Z ← uᵀ [Z + h~ y~ᵀ; qᵀ B]. O(p
   * q), where Uᵀ B would cost O(r p q).
   *
   * @param root c of x~ = c d and y~ = c e
   * @param error e
   */
  void turn(
      EvidenceState state,
      CentredInput input,
      double root,
      double[] error,
      IncrementalPca.Ranking ranking) {
    double[][] along = new double[state.along().length][];
    double[] coordinates = input.coordinates();
    read(state);
    for (int j = 0; j < along.length; j++) {
      along[j] = extended(state.along()[j], input.projection(), column(state, j));
      if (j < error.length) {
        Lanes.axpy(root * root * error[j], coordinates, along[j], coordinates.length);
      }
      along[j] = ranking.turned(along[j]);
    }
    state.along(along);
  }

  private static double[] extended(double[] along, Projection projection, double[] column) {
    double[] extended = Arrays.copyOf(along, along.length + projection.rank());
    for (int k = 0; k < projection.rank(); k++) {
      double[] direction = projection.directions()[k];
      extended[along.length + k] = Lanes.dot(direction, column, column.length);
    }
    return extended;
  }

  /** Computes all coordinates anew. O(r p q). */
  void renew(EvidenceState state) {
    double[][] along = new double[state.along().length][state.sketch().rank()];
    read(state);
    for (int j = 0; j < along.length; j++) {
      state.sketch().directions().project(column(state, j).clone(), along[j]);
    }
    state.along(along);
  }

  private void read(EvidenceState state) {
    if (!start.none()) {
      start.over(state);
    }
  }

  private double[] column(EvidenceState state, int j) {
    int q = state.outputs();
    return j < q ? state.sums().products()[j] : start.columns()[j - q];
  }
}

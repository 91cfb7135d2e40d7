package io.rivulet.learner.evidence;

import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.Sketch;
import io.rivulet.state.StateFormatException;
import io.rivulet.state.evidence.CentredSums;
import io.rivulet.state.evidence.EvidenceState;
import io.rivulet.state.evidence.HeadScores;

/** The check of a state from outside: that it is of a spec, and that a stream could lead there. */
final class Admission {

  /** More than the rounding of a thousand steps. */
  private static final double ROUNDED = 1e-6;

  private final EvidenceSpec spec;
  private final boolean started;

  /**
   * @param started whether the model starts from weights that are not 0
   */
  Admission(EvidenceSpec spec, boolean started) {
    this.spec = spec;
    this.started = started;
  }

  void requireSound(EvidenceState state) {
    int q = spec.outputs();
    boolean shaped =
        state.inputs() == spec.inputs()
            && state.outputs() == q
            && state.sketch().rank() <= spec.memory()
            && state.along().length == (started ? 2 * q : q)
            && state.sequential().length == (spec.mergeable() ? 0 : q)
            && state.remains().length == (started && !spec.mergeable() ? q : 0)
            && (spec.mergeable() || !state.merged());
    require(shaped, "shapes of another spec");
    requireSums(state.sums());
    requireScores(state.scores(), q);
    require(atLeastZero(state.tail()), "a tail that is no sum of squares");
    requireDescending(state.sketch().singularValues());
    requireOrthonormal(state.sketch());
    requireFinite(state.along());
    requireFinite(state.sequential());
    requireFinite(state.remains());
  }

  private static void requireSums(CentredSums sums) {
    boolean positive = sums.samples() > 0;
    require(
        Double.isFinite(sums.weight()) && sums.weight() > 0 == positive,
        "a weight that its samples do not have");
    require(
        atLeastZero(sums.energy()) && (positive || sums.energy() == 0),
        "an energy that its samples do not have");
    for (int j = 0; j < sums.products().length; j++) {
      require(atLeastZero(sums.targetEnergy(j)), "a target energy that is no sum of squares");
    }
    requireFinite(new double[][] {sums.mean(), sums.targetMeans()});
    requireFinite(sums.products());
  }

  private static void requireScores(HeadScores scores, int outputs) {
    for (int g = 0; g < HeadScores.HEADS; g++) {
      require(Double.isFinite(scores.logs(g)), "scores that are not finite");
      for (int j = 0; j < outputs; j++) {
        require(atLeastZero(scores.loss(j, g)), "a loss that is no sum of squares");
      }
    }
  }

  private static void requireDescending(double[] values) {
    for (int k = 0; k < values.length; k++) {
      boolean next = atLeastZero(values[k]) && (k == 0 || values[k] <= values[k - 1]);
      require(next, "singular values that do not descend to 0");
    }
  }

  /** Uᵀ U = I as far as many steps leave it so. O(r² p). */
  private static void requireOrthonormal(Sketch sketch) {
    if (sketch.turned() != null) {
      for (double[] column : sketch.turned().columns()) {
        require(Math.abs(Lanes.norm(column) - 1) < ROUNDED, "directions that are not of length 1");
      }
    }
    double[][] columns = sketch.basis().columns();
    for (int k = 0; k < columns.length; k++) {
      for (int j = 0; j <= k; j++) {
        double product = Lanes.dot(columns[j], columns[k], columns[k].length);
        boolean orthonormal = Math.abs(product - (j == k ? 1 : 0)) < ROUNDED;
        require(orthonormal, "directions that are not orthonormal");
      }
    }
  }

  private static boolean atLeastZero(double value) {
    return value >= 0 && value < Double.POSITIVE_INFINITY;
  }

  private static void requireFinite(double[][] columns) {
    for (double[] column : columns) {
      require(Lanes.finite(column), "numbers that are not finite");
    }
  }

  private static void require(boolean sound, String fault) {
    if (!sound) {
      throw new StateFormatException("its state has " + fault);
    }
  }
}

package io.rivulet.learner.evidence;

import io.rivulet.state.evidence.EvidenceState;
import io.rivulet.state.evidence.HeadScores;
import java.util.Arrays;

/**
 * The choice of a ridge by generalised cross-validation, for states that were merged: the scores of
 * their parts are those of other means. With n' = n - 1 (n without an intercept), f = min(n', p) -
 * r directions outside the sketch and t = (Σ ω ‖x~‖² - Σ s²) / f
 *
 * <pre>
 * rss = Σ ω y~² - 2 (Σ z² / (s² + λ) + ‖b⊥‖² / (λ + a))
 *       + Σ z² s² / (s² + λ)² + a ‖b⊥‖² / (λ + a)²
 * df = Σ s² / (s² + λ) + f t / (t + λ),   GCV = n' rss / (n' - df)²
 * </pre>
 *
 * the product over the outputs is least, the larger λ of equals. A ridge under which a residual sum
 * is not positive does not count, nor an output that is constant.
 *
 * <p>Reference: G. Golub, M. Heath, G. Wahba, <i>Technometrics</i> 21 (1979).
 */
final class CrossValidation {

  private final EvidenceState state;
  private final double tail;
  private final double free;
  private final double directions;
  private final double unseen;

  /** ‖b⊥‖² of each output. */
  private final double[] left;

  CrossValidation(EvidenceState state, boolean centred) {
    OutsideEnergy outside = new OutsideEnergy(state, centred);
    this.state = state;
    this.tail = outside.tail();
    this.free = outside.free();
    this.directions = outside.directions();
    this.unseen = outside.mean();
    this.left = new double[state.outputs()];
    Arrays.setAll(left, j -> Heads.left(state, j));
  }

  /** The head with the least product, or -1 when none counts. */
  int head() {
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int g = 0; g < HeadScores.HEADS; g++) {
      double score = score(HeadChoice.lambda(state, g));
      if (score < Double.POSITIVE_INFINITY && score <= least) {
        best = g;
        least = score;
      }
    }
    return best;
  }

  /** The sum of the logarithms of GCV / n', infinite for a ridge that does not count. */
  private double score(double lambda) {
    SketchedRidge ridge = new SketchedRidge(state.sketch().singularValues(), tail, lambda);
    double unfitted = free - fitted(ridge);
    if (!(unfitted > 0)) {
      return Double.POSITIVE_INFINITY;
    }
    double score = 0;
    for (int j = 0; j < state.outputs(); j++) {
      if (state.sums().targetEnergy(j) > 0) {
        double residual = residual(ridge, j);
        score +=
            residual > 0
                ? StrictMath.log(residual) - 2 * StrictMath.log(unfitted)
                : Double.POSITIVE_INFINITY;
      }
    }
    return score;
  }

  /** df. */
  private double fitted(SketchedRidge ridge) {
    double fitted = directions == 0 ? 0 : directions * unseen / (unseen + ridge.lambda());
    double[] values = state.sketch().singularValues();
    for (int i = 0; i < values.length; i++) {
      fitted += values[i] * values[i] * ridge.share(i);
    }
    return fitted;
  }

  /** rss of an output. */
  private double residual(SketchedRidge ridge, int output) {
    double rest = left[output] * ridge.outside();
    double residual =
        state.sums().targetEnergy(output) - 2 * rest + ridge.tail() * rest * ridge.outside();
    double[] values = state.sketch().singularValues();
    double[] along = state.along()[output];
    for (int i = 0; i < values.length; i++) {
      double share = along[i] * along[i] * ridge.share(i);
      residual += share * (values[i] * values[i] * ridge.share(i) - 2);
    }
    return residual;
  }
}

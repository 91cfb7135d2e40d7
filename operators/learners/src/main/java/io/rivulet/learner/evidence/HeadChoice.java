package io.rivulet.learner.evidence;

import io.rivulet.state.evidence.EvidenceState;
import io.rivulet.state.evidence.HeadScores;

/**
 * The ridge that is chosen of a grid, and the noise that belongs to it.
 *
 * <pre>
 * λ_g = 10^(-4 + g/4) Σ ω ‖x~‖² / n,   g = 0 to 21
 * g* = argmin Σ_outputs k log(Q_g / k) + q L_g,   R = Q_g* / k
 * </pre>
 *
 * the larger of equals; after a merge by {@link CrossValidation}. Untruncated and with a fixed λ
 * the score is -2 log of the marginal likelihood with R at its maximum. Before the first score λ is
 * Σ ω ‖x~‖² / n, and R the mean square of y~.
 *
 * @param head g*, the middle of the grid before the first score
 * @param lambda λ over the units of the state, 0 when no input differed from the mean
 * @param variances R of each output over the units of the state, or null when nothing tells it
 */
record HeadChoice(int head, double lambda, double[] variances) {

  /** Losses from which no logarithm is infinite. */
  static final double LEAST = 1e-300;

  /** The head whose ridge is Σ ω ‖x~‖² / n. */
  private static final int EVEN = 16;

  private static final double[] RELATIVE = new double[HeadScores.HEADS];

  static {
    for (int g = 0; g < RELATIVE.length; g++) {
      RELATIVE[g] = StrictMath.pow(10, (g - EVEN) / 4.0);
    }
  }

  /** A copy. */
  @Override
  public double[] variances() {
    return variances == null ? null : variances.clone();
  }

  static HeadChoice of(EvidenceState state, boolean centred) {
    int head = head(state, centred);
    return new HeadChoice(head, lambda(state, head), variances(state, head, centred));
  }

  /** λ of a head. */
  static double lambda(EvidenceState state, int head) {
    return state.sums().energy() == 0
        ? 0
        : RELATIVE[head] * (state.sums().energy() / state.sums().samples());
  }

  private static int head(EvidenceState state, boolean centred) {
    if (state.merged() && state.sums().energy() > 0) {
      int validated = new CrossValidation(state, centred).head();
      return validated < 0 ? scored(state) : validated;
    }
    return scored(state);
  }

  private static int scored(EvidenceState state) {
    if (state.scores().scored() == 0) {
      return EVEN;
    }
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int g = 0; g < HeadScores.HEADS; g++) {
      double score = score(state.scores(), g, state.outputs());
      if (score <= least) {
        best = g;
        least = score;
      }
    }
    return best;
  }

  private static double score(HeadScores scores, int head, int outputs) {
    double k = scores.scored();
    double sum = outputs * scores.logs(head);
    for (int j = 0; j < outputs; j++) {
      sum += k * StrictMath.log(Math.max(scores.loss(j, head), LEAST) / k);
    }
    return sum;
  }

  private static double[] variances(EvidenceState state, int head, boolean centred) {
    HeadScores scores = state.scores();
    long free = state.sums().samples() - (centred ? 1 : 0);
    if (scores.scored() == 0 && free < 1) {
      return null;
    }
    double[] variances = new double[state.outputs()];
    for (int j = 0; j < variances.length; j++) {
      variances[j] =
          scores.scored() > 0
              ? scores.loss(j, head) / scores.scored()
              : state.sums().targetEnergy(j) / free;
    }
    return variances;
  }
}

package io.rivulet.learner.evidence;

import io.rivulet.kernel.Lanes;
import io.rivulet.learner.sketch.IncrementalPca;
import io.rivulet.record.RejectedException;
import io.rivulet.state.evidence.CentredSums;
import io.rivulet.state.evidence.EvidenceState;
import io.rivulet.state.evidence.Units;

/**
 * Folds one sample (x, y) of weight ω into a state. With n samples of weight Ω before it, and d = x
 * - mean, e = y - mean
 *
 * <pre>
 * scores of all heads by d and e, from n = 2 on
 * c² = ω Ω / (Ω + ω)  (ω without an intercept),   x~ = c d,   y~ = c e
 * means ← means + ω / (Ω + ω) (d, e),   B ← B + x~ y~ᵀ
 * V ← V + (ρ~ q + U D h~) (y~ - x~ᵀ V) / (ρ~² + h~ᵀ D h~ + λ),   D = λ / (λ + s²)
 * [u, σ] = svd of [diag(s) h~; 0 ρ~],   U ← [U q] u,   s ← σ,   Z ← uᵀ [Z + h~ y~ᵀ; qᵀ B]
 * </pre>
 *
 * where h~, ρ~ and q split x~ along U before the step, and λ is that of the head chosen after it
 * was scored. Every 1000 steps U is made orthonormal again, and Z computed anew. O(r p) and the
 * step of the sketch.
 */
final class SampleStep {

  /** Inputs up to which nothing is learned but the target, over the units of the state. */
  private static final double NEGLIGIBLE = 0x1p-400;

  private final EvidenceSpec spec;
  private final IncrementalPca pca;
  private final Alignment alignment;
  private final Heads heads;
  private final double[] error;
  private final double[] away;

  SampleStep(EvidenceSpec spec, StartScale start) {
    this.spec = spec;
    this.alignment = new Alignment(start);
    this.pca = new IncrementalPca(spec.summary(), spec.memory(), spec.tolerance(), spec.room());
    this.heads = new Heads(spec.outputs(), spec.centred(), start);
    this.error = new double[spec.outputs()];
    this.away = new double[spec.outputs()];
  }

  /** y less the means, over no units, which {@link #learn} needs; not copied. */
  double[] away(EvidenceState state, double[] y) {
    for (int j = 0; j < away.length; j++) {
      away[j] = y[j] - state.sums().targetMeans()[j];
    }
    return away;
  }

  /** The last {@link #away(EvidenceState, double[])}. */
  double[] away() {
    return away;
  }

  /**
   * Learns a sample that is at hand as {@link #away} and as an input along the state.
   *
   * @param omega the weight over its unit, positive
   * @param familiar whether the sample may be scored
   */
  void learn(EvidenceState state, CentredInput input, double omega, boolean familiar)
      throws RejectedException {
    CentredSums sums = state.sums();
    double whole = sums.weight() + omega;
    double share = omega / whole;
    double root = Math.sqrt(omega) * (spec.centred() ? Math.sqrt(sums.weight() / whole) : 1);
    for (int j = 0; j < error.length; j++) {
      error[j] = Units.over(away[j], state.units().targets()[j]);
    }
    boolean moves = root * input.size() > NEGLIGIBLE;
    IncrementalPca.Ranking ranking =
        moves
            ? pca.stage(state.sketch(), state.sketch().singularValues(), input.projection(), root)
            : null;
    if (familiar && sums.samples() >= 2 && sums.energy() > 0) {
      heads.at(state, input);
      heads.score(state, error, omega);
    }
    sums.count(omega, spec.centred() ? share : 0, input.difference(), away);
    for (int j = 0; j < error.length; j++) {
      sums.addTarget(j, root * error[j]);
    }
    if (moves) {
      move(state, input, root, ranking);
    }
    state.countSteps(1);
    if (IncrementalPca.tidy(state.sketch(), state.steps())) {
      alignment.renew(state);
    }
  }

  private void move(
      EvidenceState state, CentredInput input, double root, IncrementalPca.Ranking ranking) {
    state.sums().addInput(root * input.size());
    if (!spec.mergeable()) {
      moveSequential(state, input, root);
    }
    double[][] products = state.sums().products();
    for (int j = 0; j < products.length; j++) {
      Lanes.axpy(root * root * error[j], input.column(), products[j], products[j].length);
    }
    alignment.turn(state, input, root, error, ranking);
    ranking.commit();
    if (ranking.truncates()) {
      state.truncate();
    }
  }

  private void moveSequential(EvidenceState state, CentredInput input, double root) {
    double lambda = HeadChoice.of(state, spec.centred()).lambda();
    Gain gain = new Gain(state, input, root, lambda);
    double[][] sequential = state.sequential();
    for (int j = 0; j < sequential.length; j++) {
      gain.move(sequential[j], root * error[j]);
    }
    for (double[] column : state.remains()) {
      gain.move(column, 0);
    }
  }
}

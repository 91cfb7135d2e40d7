package io.rivulet.learner.evidence;

import io.rivulet.kernel.Lanes;
import io.rivulet.state.evidence.EvidenceState;
import io.rivulet.state.evidence.HeadScores;
import io.rivulet.state.evidence.Units;

/**
 * The predictions of one input under ridges: with A = (C + λ I)⁻¹
 *
 * <pre>
 * f = dᵀ A (b + c λ w₀),   u = dᵀ A d + 1 / Σ ω,   v = u + 1 / ω
 * </pre>
 *
 * where R v is the variance of a target of weight ω about the mean, 1 / Σ ω the part of the
 * intercept.
 */
final class Heads {

  /** Part of ‖B‖² up to which what is outside U is rounding. */
  private static final double INSIDE = 1e-10;

  /** Part of ‖B‖² up to which a difference of squares would lose digits. */
  private static final double CLEAR = 1e-4;

  private final boolean centred;
  private final StartScale start;
  private final double[] outside;
  private final double[] startOutside;
  private CentredInput input;
  private double[] along;

  Heads(int outputs, boolean centred, StartScale start) {
    this.centred = centred;
    this.start = start;
    this.outside = new double[outputs];
    this.startOutside = new double[outputs];
  }

  /** Looks at an input that is split along the sketch of the state. O(p q). */
  void at(EvidenceState state, CentredInput seen) {
    input = seen;
    along = seen.coordinates();
    for (int j = 0; j < outside.length; j++) {
      outside[j] = state.truncated() ? seen.outside(state.sums().products()[j]) : 0;
    }
    if (!start.none()) {
      start.at(state);
      for (int j = 0; j < outside.length; j++) {
        startOutside[j] = seen.outside(start.columns()[j]);
      }
    }
  }

  /** u of a ridge. */
  double spread(EvidenceState state, SketchedRidge ridge) {
    double rest = input.rest();
    double spread = Units.over(ridge.product(along, along, rest * rest), -2 * input.shift());
    return centred ? spread + 1 / state.sums().weight() : spread;
  }

  /**
   * f of an output under a ridge.
   *
   * @param scale c
   */
  double mean(EvidenceState state, SketchedRidge ridge, int output, double scale) {
    double mean = ridge.product(along, state.along()[output], outside[output]);
    if (scale != 0) {
      double[] started = state.along()[outside.length + output];
      mean += scale * ridge.lambda() * ridge.product(along, started, startOutside[output]);
    }
    return Units.over(mean, -input.shift());
  }

  /**
   * c of an output under a ridge, 0 before anything was scored.
   *
   * @param head the one that has the ridge
   */
  double scale(EvidenceState state, SketchedRidge ridge, int output, int head) {
    HeadScores scores = state.scores();
    return start.none() || scores.scored() == 0
        ? 0
        : start.of(state, ridge, output, scores.loss(output, head) / scores.scored());
  }

  /**
   * Scores every head by a sample that has not been learned, and adds to the tail what the sample
   * has along the part of B outside U. O(G r q).
   *
   * @param error y less the mean of its output, over the units of the state
   * @param omega the weight over its unit, positive
   */
  void score(EvidenceState state, double[] error, double omega) {
    for (int g = 0; g < HeadScores.HEADS; g++) {
      SketchedRidge ridge = new SketchedRidge(state, HeadChoice.lambda(state, g));
      double factor = 1 + omega * spread(state, ridge);
      for (int j = 0; j < error.length; j++) {
        double left = error[j] - mean(state, ridge, j, scale(state, ridge, j, g));
        state.scores().addLoss(j, g, omega * left * left / factor);
      }
      state.scores().addLog(g, StrictMath.log(factor) - StrictMath.log(omega));
    }
    state.scores().count();
    if (state.truncated()) {
      state.addTail(omega * tail(state));
    }
  }

  /**
   * The Rayleigh quotient (dᵀ b)² / ‖b‖² of the parts outside U, the mean of the outputs that have
   * one; no more than ρ².
   */
  double tail(EvidenceState state) {
    double sum = 0;
    int count = 0;
    double rest = input.rest() * input.rest();
    for (int j = 0; j < outside.length; j++) {
      double left = left(state, j);
      if (left > 0) {
        sum += Math.min(outside[j] * outside[j] / left, rest);
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  /** ‖b - U z‖², 0 when it is rounding. */
  static double left(EvidenceState state, int output) {
    if (!state.truncated()) {
      return 0;
    }
    double[] products = state.sums().products()[output];
    double[] along = state.along()[output];
    double whole = Lanes.dot(products, products, products.length);
    double left = whole - Lanes.dot(along, along, along.length);
    if (left < CLEAR * whole) {
      double[] rest = products.clone();
      double[] inside = along.clone();
      Lanes.scale(-1, inside, inside.length);
      state.sketch().directions().add(inside, rest);
      left = Lanes.dot(rest, rest, rest.length);
    }
    return left > INSIDE * whole ? left : 0;
  }
}

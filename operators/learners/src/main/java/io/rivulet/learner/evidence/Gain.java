package io.rivulet.learner.evidence;

import io.rivulet.kernel.Directions;
import io.rivulet.kernel.Lanes;
import io.rivulet.learner.sketch.Projection;
import io.rivulet.state.evidence.EvidenceState;

/**
 * The gain of a sequential step under the sketch before it,
 *
 * <pre>
 * k = (ρ~ q + U D h~) / (ρ~² + h~ᵀ D h~ + λ),   D = λ / (λ + s²),   v ← v + k (y~ - x~ᵀ v)
 * </pre>
 */
final class Gain {

  private final double[] column;
  private final double root;
  private final Directions basis;
  private final Projection projection;
  private final double rest;
  private final double[] along;
  private final double divisor;

  /**
   * @param root c of x~ = c d
   * @param lambda λ, positive
   */
  Gain(EvidenceState state, CentredInput input, double root, double lambda) {
    this.column = input.column();
    this.root = root;
    this.basis = state.sketch().directions();
    this.projection = input.projection();
    this.rest = root * input.rest();
    double[] values = state.sketch().singularValues();
    this.along = new double[values.length];
    double sum = rest * rest;
    for (int i = 0; i < along.length; i++) {
      double part = root * input.coordinates()[i];
      along[i] = part * (lambda / (lambda + values[i] * values[i]));
      sum += along[i] * part;
    }
    this.divisor = sum + lambda;
  }

  /**
   * Moves v.
   *
   * @param target y~
   */
  void move(double[] v, double target) {
    double step = (target - root * Lanes.dot(column, v, v.length)) / divisor;
    double[] parts = along.clone();
    Lanes.scale(step, parts, parts.length);
    basis.add(parts, v);
    if (projection.rank() > 0) {
      Lanes.axpy(step * rest, projection.directions()[0], v, v.length);
    }
  }
}

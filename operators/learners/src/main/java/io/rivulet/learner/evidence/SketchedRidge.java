package io.rivulet.learner.evidence;

import io.rivulet.kernel.Lanes;
import io.rivulet.state.evidence.EvidenceState;

/**
 * The inverse of a sketched covariance with a ridge,
 *
 * <pre>
 * (C + λ I)⁻¹ = U diag(1 / (s² + λ)) Uᵀ + (I - U Uᵀ) / (λ + a),   C = U diag(s)² Uᵀ + a (I - U Uᵀ)
 * </pre>
 */
final class SketchedRidge {

  private final double[] shares;
  private final double outside;
  private final double lambda;
  private final double tail;

  /**
   * @param lambda λ, positive, in the units of the state
   */
  SketchedRidge(EvidenceState state, double lambda) {
    this(state.sketch().singularValues(), state.tail(), lambda);
  }

  /**
   * @param tail a
   * @param lambda λ, positive
   */
  SketchedRidge(double[] values, double tail, double lambda) {
    this.lambda = lambda;
    this.tail = tail;
    this.shares = new double[values.length];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = 1 / (values[i] * values[i] + lambda);
    }
    this.outside = 1 / (lambda + tail);
  }

  double lambda() {
    return lambda;
  }

  /** a. */
  double tail() {
    return tail;
  }

  /** 1 / (sᵢ² + λ). */
  double share(int i) {
    return shares[i];
  }

  /** 1 / (λ + a). */
  double outside() {
    return outside;
  }

  /**
   * xᵀ (C + λ I)⁻¹ y.
   *
   * @param x Uᵀ x
   * @param y Uᵀ y
   * @param rest what xᵀ y has outside U
   */
  double product(double[] x, double[] y, double rest) {
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      sum += x[i] * y[i] * shares[i];
    }
    return sum + rest * outside;
  }

  /**
   * y ← y + factor (C + λ I)⁻¹ b. O(r p).
   *
   * @param along Uᵀ b
   * @param reaching whether b reaches out of U
   */
  void add(
      EvidenceState state,
      double factor,
      double[] b,
      double[] along,
      boolean reaching,
      double[] y) {
    double rest = reaching ? outside : 0;
    double[] shared = new double[along.length];
    for (int i = 0; i < shared.length; i++) {
      shared[i] = factor * along[i] * (shares[i] - rest);
    }
    state.sketch().directions().add(shared, y);
    if (reaching) {
      Lanes.axpy(factor * rest, b, y, y.length);
    }
  }
}

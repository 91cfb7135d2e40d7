package io.rivulet.learner;

import io.rivulet.kernel.SymmetricMatrix;
import io.rivulet.model.LinearResponse;
import io.rivulet.record.RejectedException;
import io.rivulet.state.Columns;
import io.rivulet.state.LabelledInput;
import io.rivulet.state.LaplaceState;
import java.util.List;

/**
 * Softmax regression that holds on to earlier windows by the curvature of their loss. A closed
 * window of samples sets
 *
 * <pre>
 * w* = argmin Σ ωᵢ CE(yᵢ, softmax(xᵢ W)) + ½ (w - w₀)ᵀ Λ (w - w₀)
 * Λ ← γ Λ + H(w*),   w₀ ← w*
 * </pre>
 *
 * with H the Hessian of the window's cross-entropy, Λ = λ₀ I at first. What a window minimises is
 * stationary at w*, so that without decay the quadratic needs no linear term. The next window meets
 * H whole, and each later one γ times what the window before it met. O(s (n D² / 2 + D³ / 3)) a
 * window of n samples and s Newton steps for D = d K weights; D (D + 3) / 2 doubles of memory, and
 * d a buffered sample.
 *
 * <p>Reference: P. Yun's note on regularisation-based incremental learning, equations (2) and (3),
 * with the factor ½ that they lack; Q. Liu et al., arXiv 2002.04162.
 */
final class Laplace implements WindowLearner.Rule<LaplaceState> {

  private final LaplaceSpec spec;
  private final LinearResponse model;
  private final Newton newton;

  Laplace(LaplaceSpec spec) {
    this.spec = spec;
    this.model = (LinearResponse) spec.model().response();
    this.newton = new Newton(model.weights());
  }

  @Override
  public LaplaceState initialState() {
    return LaplaceState.initial(
        spec.model().startingWeights(),
        SymmetricMatrix.isotropic(model.weights(), spec.priorPrecision()),
        model.inputs());
  }

  @Override
  public void learn(LaplaceState state, List<LabelledInput> window) throws RejectedException {
    absorb(state, CrossEntropy.labelled(model, window));
  }

  /**
   * Learns a window by its loss.
   *
   * @throws RejectedException {@code NUMERIC}; the state is then as it was
   */
  void absorb(LaplaceState state, Loss evidence) throws RejectedException {
    double[] w = Columns.rowMajor(state.weights());
    newton.minimise(w, evidence, new QuadraticPenalty(w.clone(), state.precision()));
    double[][] precision = newton.hessian(w, evidence);
    state.precision().addTo(spec.decay(), precision);
    Newton.requireFinite(precision);
    state.precision().set(precision);
    Columns.set(w, state.weights());
  }
}

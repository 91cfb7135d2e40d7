package io.rivulet.learner.window;

import io.rivulet.kernel.TriangularFactor;
import io.rivulet.learner.step.Staged;
import io.rivulet.model.LinearResponse;
import io.rivulet.record.RejectedException;
import io.rivulet.state.ClassPrecision;
import io.rivulet.state.Columns;
import io.rivulet.state.Contrasts;
import io.rivulet.state.LabelledInput;
import io.rivulet.state.LaplaceState;
import java.util.List;

/**
 * Softmax regression that keeps the fit to earlier windows by the curvature of their loss. A closed
 * window of samples sets
 *
 * <pre>
 * w* = argmin Σ ωᵢ CE(yᵢ, softmax(xᵢ W)) + ½ (w - w₀)ᵀ Λ (w - w₀)
 * Λ ← γ Λ + H(w*),   w₀ ← w*
 * </pre>
 *
 * with H the Hessian of the window's cross-entropy, Λ = λ₀ I at first. What a window minimises is
 * stationary at w*, so that without decay the quadratic needs no linear term. H enters the next
 * window whole, and each later window with γ times the weight of the one before.
 *
 * <p>Weights move by the differences of classes along a tree, and Λ is kept as a triangular factor
 * of theirs: D = d (K - 1) rows. O(s (n D² / 2 + D³ / 6)) a window of n samples and s Newton steps;
 * O(n K D²) more for a window, and where little curvature hides in rounding for a step, that needs
 * the root of H. D (D + 1) / 2 + d K doubles of memory, and d a buffered sample.
 *
 * <p>Reference: P. Yun's note on regularisation-based incremental learning ({@code
 * operators/learners/docs/incremental-learning-note.md}), equations (2) and (3), with the factor ½
 * that they lack; Q. Liu et al., arXiv 2002.04162.
 */
final class Laplace implements WindowLearner.Rule<LaplaceState> {

  private final LaplaceSpec spec;
  private final LinearResponse model;
  private final Newton newton;

  Laplace(LaplaceSpec spec) {
    this.spec = spec;
    this.model = (LinearResponse) spec.model().response();
    this.newton = Newton.exact(model.rows() * (model.outputs() - 1));
  }

  @Override
  public LaplaceState initialState() {
    return LaplaceState.initial(
        spec.model().startingWeights(), spec.priorPrecision(), model.inputs());
  }

  @Override
  public Staged stage(LaplaceState state, List<LabelledInput> window) throws RejectedException {
    double[] w = Columns.rowMajor(state.weights());
    ClassPrecision precision = state.precision();
    double[] move = new double[precision.factor().size()];
    WindowFit fit =
        WindowFit.of(
                precision,
                CrossEntropy.labelled(model, window, w, precision.contrasts()),
                move.clone())
            .minimise(newton, move);
    TriangularFactor factor = newton.root(spec.decay(), fit.penalty(), move, fit.evidence());
    fit.add(move, w);
    Newton.requireFinite(w);
    Contrasts contrasts = fit.precision().contrasts();
    ClassPrecision found = new ClassPrecision(contrasts, fit.pairs(spec.decay()), factor);
    return () -> {
      state.precision(found);
      Columns.set(w, state.weights());
    };
  }
}

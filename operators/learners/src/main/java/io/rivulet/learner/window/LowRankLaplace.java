package io.rivulet.learner.window;

import io.rivulet.kernel.Sketch;
import io.rivulet.learner.sketch.IncrementalPca;
import io.rivulet.learner.sketch.Summary;
import io.rivulet.learner.spectral.Norm;
import io.rivulet.learner.step.Staged;
import io.rivulet.record.RejectedException;
import io.rivulet.state.Columns;
import io.rivulet.state.LabelledInput;
import io.rivulet.state.LaplaceState;
import java.util.List;

/**
 * {@link Laplace} for a net: Gauss and Newton's curvature in place of the Hessian, and of what
 * closed windows add to Λ only the m largest directions,
 *
 * <pre>
 * w* = argmin Σ ωᵢ CE(yᵢ, softmax(f(w, xᵢ))) + ½ (δ ‖w - w₀‖² + ‖diag(s) Uᵀ (w - w₀)‖²)
 * U, s ← the m largest directions of [√γ U diag(s), √ωᵢ Jᵢᵀ Bᵢ for each sample],   w₀ ← w*
 * </pre>
 *
 * where Bᵢ Bᵢᵀ = diag pᵢ - pᵢ pᵢᵀ. The ridge δ does not decay. The loss is not convex: the minimum
 * is the local one that damped steps reach from w₀, and under a weak prior 100 of them may not: the
 * window is then refused. With m of at least p nothing is dropped. O(n c p² / 2 + p³ / 3) a step
 * and O(n (m + c) m p) a window; (m + 2) p doubles of memory, and d a buffered sample.
 *
 * <p>Reference: P. Yun's note on regularisation-based incremental learning ({@code
 * operators/learners/docs/incremental-learning-note.md}), equation (3), with the curvature of N.
 * Schraudolph, <i>Neural Computation</i> 14 (2002).
 */
final class LowRankLaplace implements WindowLearner.Rule<LaplaceState> {

  /** Part of a column below which the sketch holds it already. */
  private static final double TOLERANCE = 1e-9;

  private final LaplaceSpec spec;
  private final Newton newton;
  private final IncrementalPca pca;

  LowRankLaplace(LaplaceSpec spec) {
    this.spec = spec;
    this.newton = Newton.ofGauss((int) spec.weights());
    this.pca = new IncrementalPca(Summary.IPCA, spec.memory(), TOLERANCE);
  }

  @Override
  public LaplaceState initialState() {
    return LaplaceState.sketched(
        spec.model().startingWeights()[0], spec.model().response().inputs());
  }

  @Override
  public Staged stage(LaplaceState state, List<LabelledInput> window) throws RejectedException {
    double[] w = state.weights()[0].clone();
    NetCrossEntropy evidence = new NetCrossEntropy(spec.model().response(), window);
    newton.minimise(
        w, evidence, new LowRankPenalty(w.clone(), spec.priorPrecision(), state.sketch()));
    Sketch sketch = state.sketch().scaled(Math.sqrt(spec.decay()));
    sketch.basis().reorthonormalise();
    for (int i = 0; i < window.size(); i++) {
      remember(sketch, evidence.root(w, i));
    }
    return () -> {
      state.sketch(sketch);
      Columns.set(w, state.weights());
    };
  }

  /** Columns whose tolerance underflows count as zero. */
  private void remember(Sketch sketch, double[][] columns) throws RejectedException {
    if (!(TOLERANCE * Norm.of(columns) < Double.MIN_NORMAL)) {
      pca.stage(sketch, columns).commit();
    }
  }
}

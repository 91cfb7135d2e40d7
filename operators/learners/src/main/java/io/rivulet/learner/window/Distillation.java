package io.rivulet.learner.window;

import io.rivulet.kernel.SplitMix;
import io.rivulet.learner.step.Staged;
import io.rivulet.model.LinearResponse;
import io.rivulet.record.RejectedException;
import io.rivulet.state.ClassPrecision;
import io.rivulet.state.Columns;
import io.rivulet.state.DistillationState;
import io.rivulet.state.LabelledInput;
import java.util.List;

/**
 * Softmax regression that keeps its answers to the inputs S of earlier windows. A closed window of
 * samples sets
 *
 * <pre>
 * w ← argmin Σ ωᵢ CE(yᵢ, p_w(xᵢ)) + λ/|S| Σ_S KL(p_w₀ || p_w) + r/2 ‖w‖²
 * </pre>
 *
 * with the weights w₀ before the window as the teacher, the first window without one; then the
 * inputs of the window join S, all with the same weight. S keeps every input, or m of them drawn
 * uniformly by algorithm R: the i-th input, from 1 and beyond m, takes the place ⌊u i⌋ if that is
 * below m. O(s ((n + |S|) D² / 2 + D³ / 6)) a window of n samples and s Newton steps for D = d (K -
 * 1) differences of classes; d K doubles of memory, and d an input of S or of the open window.
 *
 * <p>References: P. Yun's note on regularisation-based incremental learning ({@code
 * operators/learners/docs/incremental-learning-note.md}), equation (4); Q. Liu et al., arXiv
 * 2002.04162; J. Vitter, <i>Random sampling with a reservoir</i>, 1985.
 */
final class Distillation implements WindowLearner.Rule<DistillationState> {

  private final DistillationSpec spec;
  private final LinearResponse model;
  private final Newton newton;
  private final ClassPrecision ridge;

  Distillation(DistillationSpec spec) {
    this.spec = spec;
    this.model = (LinearResponse) spec.model().response();
    this.newton = Newton.exact(model.rows() * (model.outputs() - 1));
    this.ridge = ClassPrecision.isotropic(model.rows(), model.outputs(), spec.ridge());
  }

  @Override
  public DistillationState initialState() {
    return DistillationState.initial(spec.model().startingWeights(), model.inputs(), spec.seed());
  }

  @Override
  public Staged stage(DistillationState state, List<LabelledInput> window)
      throws RejectedException {
    double[] w = Columns.rowMajor(state.weights());
    balance(w);
    double[] move = new double[ridge.factor().size()];
    WindowFit.of(ridge, evidence(state, window, w), ridge.contrasts().differences(w))
        .minimise(newton, move)
        .add(move, w);
    Newton.requireFinite(w);
    return () -> {
      Columns.set(w, state.weights());
      window.forEach(sample -> keep(state, sample.x()));
    };
  }

  private CrossEntropy evidence(DistillationState state, List<LabelledInput> window, double[] w) {
    double strength = spec.strength().orElse((double) state.seen());
    return CrossEntropy.taught(
        model,
        window,
        state.support(),
        strength / Math.max(1, state.support().size()),
        w,
        ridge.contrasts());
  }

  /** Removes shifts of all classes together, on which only the ridge depends. */
  private void balance(double[] w) {
    int classes = model.outputs();
    for (int row = 0; row < w.length; row += classes) {
      double mean = 0;
      for (int k = row; k < row + classes; k++) {
        mean += w[k] / classes;
      }
      for (int k = row; k < row + classes; k++) {
        w[k] -= mean;
      }
    }
  }

  private void keep(DistillationState state, double[] x) {
    if (state.support().size() < spec.reservoir().orElse(Integer.MAX_VALUE)) {
      state.keep(x);
      return;
    }
    SplitMix numbers = new SplitMix(state.generator());
    state.replace((long) (numbers.unit() * (state.seen() + 1)), x);
    state.generator(numbers.state());
  }
}

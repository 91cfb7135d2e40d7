package io.rivulet.learner.sketch;

import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.Sketch;
import io.rivulet.learner.spectral.Norm;
import io.rivulet.learner.step.Answer;
import io.rivulet.learner.step.Example;
import io.rivulet.learner.step.Learner;
import io.rivulet.learner.step.Linear;
import io.rivulet.learner.step.Linearisation;
import io.rivulet.learner.step.Overflow;
import io.rivulet.learner.step.Publication;
import io.rivulet.learner.step.Refusal;
import io.rivulet.learner.step.Staged;
import io.rivulet.learner.step.Step;
import io.rivulet.record.RejectedException;
import io.rivulet.state.LofiState;
import java.util.Arrays;

/**
 * The low-rank filter with a diagonal: the precision of the weights is Λ = diag(υ) + V Vᵀ, V = U
 * diag(s) of at most m columns. With gradient columns G (p x c) at W, error E and a sample of
 * weight ω
 *
 * <pre>
 * W ← W + Λ⁻¹ G (Gᵀ Λ⁻¹ G + R/ω I)⁻¹ E
 * SVD of [V  √(ω/R) G]: the m largest are V, the squares of the others' entries join υ
 * </pre>
 *
 * The step is that of the exact gain, also after truncation, taken by a {@link GramPrecision}, or
 * with few columns a {@link ScaledSketch}, so that a large unit costs a small one no digits; while
 * m columns hold every gradient it is the extended Kalman filter. An answer carries the variance of
 * a new target of weight 1, gᵀ Λ⁻¹ g + R. A batch is one step over all its columns.
 *
 * <p>Samples that are huge in one column, by up to a hundred decades ({@link Grading}), leave all
 * that was known more weakly as it was, as long as m columns hold every gradient.
 *
 * <p>O((m + c)² p + (m + c)³) time a sample, up to (5 m/4 + q + 1) p doubles of memory: the
 * rotation waits for m/4 new directions where that pays ({@link LofiDiagonalSpec#room}) and no
 * direction is far smaller than the others.
 *
 * <p>Reference: P. Chang, G. Durán-Martín, A. Shestopaloff, M. Jones, K. Murphy, arXiv 2305.19535,
 * the filter with diagonal plus low-rank precision, without dynamics.
 */
final class LofiDiagonal implements Learner<LofiState> {

  private final LofiDiagonalSpec spec;
  private final Linearisation model;
  private final Step step;
  private final IncrementalPca pca;

  LofiDiagonal(LofiDiagonalSpec spec) {
    this(spec, spec.room());
  }

  /**
   * @param room as of {@link IncrementalPca}
   */
  LofiDiagonal(LofiDiagonalSpec spec, int room) {
    this.spec = spec;
    this.model = new Linearisation(spec.model().response());
    this.step = new Step(spec.model());
    this.pca = new IncrementalPca(Summary.IPCA, spec.memory(), 0, room);
  }

  @Override
  public LofiState initialState() {
    return LofiState.initial(spec.model().startingWeights(), spec.priorPrecision());
  }

  @Override
  public Answer predict(LofiState state, double[][] x) throws RejectedException {
    Linear at = model.at(state.weights(), x);
    return at.answer().withVariance(variances(split(at, inverse(state), 1)));
  }

  @Override
  public Answer learn(LofiState state, Example example) throws RejectedException {
    Linear at = model.at(state.weights(), example);
    InversePrecision precision = inverse(state);
    InversePrecision.Square[] splits = split(at, precision, example.weight());
    Answer answer = at.answer().withVariance(variances(splits));
    double size = Norm.of(at.gradient());
    if (!Double.isFinite(size)) {
      throw Overflow.of(spec.model(), at.gradient(), state.weights());
    }
    if (size < Double.MIN_NORMAL || example.weight() == 0) {
      state.countStep();
      return answer;
    }
    double deviation = Math.sqrt(spec.noise()) / Math.sqrt(example.weight());
    step.from(state.weights());
    if (splits.length == 1) {
      double[][] gain = {splits[0].moved(RidgeStep.gain(splits[0].seen(), deviation))};
      step.add(1, gain, at.error(), 1);
      if (at.oneRow()) {
        double left = RidgeStep.left(splits[0].seen(), deviation);
        step.land(at.gradient()[0], at.targets(), gain[0], at.error()[0], left);
      }
    } else {
      move(at, precision.split(1 / deviation, at.gradient()), deviation);
    }
    Staged weights = step.stage(at.gradient());
    stageSketch(state, at, size, 1 / deviation).commit();
    weights.commit();
    state.countStep();
    IncrementalPca.tidy(state.sketch(), state.steps());
    return answer;
  }

  private InversePrecision inverse(LofiState state) {
    return pca.room() > 0 ? GramPrecision.of(state) : new ScaledSketch(state);
  }

  private void move(Linear at, InversePrecision.Square split, double deviation) {
    double[][] solution = RidgeStep.regression(split.seen(), at.error(), deviation);
    for (int j = 0; j < solution.length; j++) {
      step.add(j, split.moved(solution[j]));
    }
  }

  /** Each gradient by itself. */
  private InversePrecision.Square[] split(Linear at, InversePrecision precision, double weight) {
    double root = Math.sqrt(weight) / Math.sqrt(spec.noise());
    InversePrecision.Square[] splits = new InversePrecision.Square[at.gradient().length];
    for (int k = 0; k < splits.length; k++) {
      splits[k] = precision.split(root, at.gradient()[k]);
    }
    return splits;
  }

  /** gᵀ Λ⁻¹ g + R, for each gradient and output. */
  private double[] variances(InversePrecision.Square[] splits) throws RejectedException {
    int q = spec.model().response().columns();
    double[] variances = new double[splits.length * q];
    for (int k = 0; k < splits.length; k++) {
      Arrays.fill(variances, k * q, (k + 1) * q, splits[k].variance() + spec.noise());
    }
    if (!Lanes.finite(variances)) {
      throw Refusal.numeric(
          "the variance of the prediction would not be finite: an input is too large for"
              + " priorPrecision "
              + spec.priorPrecision()
              + "; scale it down, or raise priorPrecision");
    }
    return variances;
  }

  @Override
  public Publication publish(LofiState state) {
    return Publication.of(state.weights());
  }

  /** Stages the precision with the gradients in it. */
  private Staged stageSketch(LofiState state, Linear at, double size, double root)
      throws RejectedException {
    Sketch sketch = state.sketch();
    double[] values = sketch.singularValues();
    Grading grading = Grading.of(sketch.directions(), values, at.gradient(), root);
    IncrementalPca.Ranking ranking;
    if (grading.displaces()) {
      ranking = pca.stage(sketch, values, at.gradient(), root, grading.kept());
    } else {
      Projection projection = Projection.graded(at.gradient(), size, sketch.directions(), grading);
      ranking = pca.stage(sketch, values, projection, root);
    }
    double[] dropped = ranking.droppedDiagonal();
    for (int i = 0; i < dropped.length; i++) {
      if (!Double.isFinite(state.diagonal()[i] + dropped[i])) {
        throw Refusal.numeric(
            "the precision of weight "
                + (i + 1)
                + " would not be finite; scale its input down, or raise noise");
      }
    }
    return () -> {
      state.move(dropped);
      ranking.commit();
      if (Grading.steep(sketch.singularValues())) {
        sketch.settled();
      }
    };
  }
}

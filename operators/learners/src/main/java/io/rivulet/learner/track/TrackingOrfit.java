package io.rivulet.learner.track;

import io.rivulet.learner.sketch.DecayingMemory;
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
import io.rivulet.state.OrfitState;
import io.rivulet.state.StateFormatException;
import io.rivulet.state.track.TrackingState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Orthogonal recursive fitting of a system that changes: ORFit under noise with K memories that
 * decay at different rates and R noises, of which the pair answers whose errors were least of late.
 *
 * <pre>
 * memory k:      s ← √γₖ² s before each sample, then the sequential Karhunen-Loeve step
 * weights k, r:  W ← W + [Q  U √D] B (Bᵀ B + λᵣ/ω I)⁻¹ (Y - Gᵀ W),  D = λᵣ / (λᵣ + s²)
 * errors k, r:   S ← √(δ S² + ω ‖e‖²), e before the step
 * answer:        of the weights with the least S, for each output apart
 * </pre>
 *
 * This is the residual form: each step starts from the error that its own weights make, so that
 * what a memory has dropped stays in the weights until samples contradict it. With one decay and a
 * known noise it is {@code orfit} with that noise and {@code memoryDecay}. The rows of a batch are
 * one step with one decay. Details: {@link Noises}, {@link Prequential}, {@link GradientSize}.
 *
 * <p>K times the projection and rotation of {@code orfit}, and O((m + c) p) for each of K R steps;
 * K (5 m/4 + R q) p doubles.
 *
 * <p>Reference: Y. Min, K. Ahn, N. Azizan, arXiv 2207.13853; the memory under noise is that of P.
 * Chang et al., arXiv 2305.19535. Choice by prequential error: A. Dawid, <i>J. Royal Statistical
 * Society A</i> 147 (1984).
 */
final class TrackingOrfit implements Learner<TrackingState> {

  /** The part of a gradient that still has to be a normal number. */
  private static final double LEAST = 1e-9;

  private final TrackingSpec spec;
  private final int outputs;
  private final Linearisation model;
  private final DecayingMemory[] memories;
  private final Step[][] steps;
  private final Prequential errors;
  private final GradientSize sizes = new GradientSize();

  /** Scratch for the deviations of the outputs. */
  private final double[] deviations;

  private final List<Staged> staged = new ArrayList<>();

  TrackingOrfit(TrackingSpec spec) {
    int rows = spec.model().response().rows();
    int noises = spec.noises().count();
    this.spec = spec;
    this.outputs = spec.model().response().columns();
    this.model = new Linearisation(spec.model().response());
    this.memories = new DecayingMemory[spec.decays().length];
    this.steps = new Step[memories.length][noises];
    for (int k = 0; k < memories.length; k++) {
      memories[k] = new DecayingMemory(spec.summary(), spec.memory(), spec.decays()[k], rows);
      Arrays.setAll(steps[k], r -> new Step(spec.model()));
    }
    this.errors = new Prequential(memories.length, noises * outputs);
    this.deviations = new double[outputs];
  }

  @Override
  public TrackingState initialState() {
    double[][] weights = spec.model().startingWeights();
    return TrackingState.initial(weights, memories.length, spec.noises().count());
  }

  @Override
  public void requireSound(TrackingState state) {
    int columns = spec.noises().count() * outputs;
    boolean shaped = state.memories() == memories.length;
    for (int k = 0; shaped && k < memories.length; k++) {
      OrfitState memory = state.memory(k);
      shaped =
          memory.weights().length == columns
              && memory.sketch().size() == spec.model().response().rows()
              && memory.sketch().rank() <= spec.memory();
    }
    if (!shaped || !errors.sound(state)) {
      throw new StateFormatException(
          "tracking state does not have "
              + memories.length
              + " memories with sound errors of "
              + columns
              + " columns of weights each");
    }
  }

  @Override
  public Answer predict(TrackingState state, double[][] x) {
    return model.at(Prequential.weights(state, outputs), x).answer();
  }

  @Override
  public Publication publish(TrackingState state) {
    return Publication.of(Prequential.weights(state, outputs));
  }

  @Override
  public Answer learn(TrackingState state, Example example) throws RejectedException {
    double[][] weights = Prequential.weights(state, outputs);
    Linear at = model.at(weights, example);
    double size = Norm.of(at.gradient());
    if (!Double.isFinite(size)) {
      throw Overflow.of(spec.model(), at.gradient(), weights);
    }
    double weight = example.weight();
    if (LEAST * size * Math.min(1, Math.sqrt(weight)) < Double.MIN_NORMAL) {
      countStep(state);
      return at.answer();
    }
    stage(state, example, at.gradient(), size);
    staged.forEach(Staged::commit);
    errors.commit(state);
    state.size(sizes.size(), sizes.columns());
    state.residualRatio(memories[Prequential.memory(state, 0, outputs)].newNorm() / size);
    countStep(state);
    return at.answer();
  }

  /** Computes everything that the sample changes. */
  private void stage(TrackingState state, Example example, double[][] gradient, double size)
      throws RejectedException {
    staged.clear();
    sizes.take(state, gradient, example.weight());
    errors.discount(state, example.weight(), example.rows());
    for (int k = 0; k < memories.length; k++) {
      memories[k].take(state.memory(k).sketch(), gradient, size, example.weight());
      for (int r = 0; r < steps[k].length; r++) {
        stageStep(state, example, k, r);
      }
      staged.add(memories[k].stage());
    }
    if (!errors.finite()) {
      throw Refusal.numeric("the sum of squared errors would not be finite; scale the targets");
    }
  }

  private void stageStep(TrackingState state, Example example, int k, int r)
      throws RejectedException {
    int first = r * outputs;
    double[][] all = state.memory(k).weights();
    double[][] weights = Arrays.copyOfRange(all, first, first + outputs);
    Linear at = model.alone(weights, example);
    errors.add(k, first, at.error(), example.weight());
    Noises noises = spec.noises();
    noises.deviations(state.errors(k), first, state.weight(), deviations);
    Step step = steps[k][r];
    step.from(weights);
    memories[k].add(step, at, weights, noises.root(r, sizes.size()), deviations);
    staged.add(step.stage(at.gradient()));
  }

  private static void countStep(TrackingState state) {
    for (int k = 0; k < state.memories(); k++) {
      OrfitState memory = state.memory(k);
      memory.countStep();
      DecayingMemory.tidy(memory.sketch(), memory.steps());
    }
  }
}

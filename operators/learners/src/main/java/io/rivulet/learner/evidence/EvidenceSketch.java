package io.rivulet.learner.evidence;

import io.rivulet.kernel.Lanes;
import io.rivulet.learner.step.Answer;
import io.rivulet.learner.step.Example;
import io.rivulet.learner.step.Learner;
import io.rivulet.learner.step.Linearisation;
import io.rivulet.learner.step.Overflow;
import io.rivulet.learner.step.Publication;
import io.rivulet.learner.step.Refusal;
import io.rivulet.record.RejectedException;
import io.rivulet.state.evidence.EvidenceState;
import io.rivulet.state.evidence.Units;
import java.util.Arrays;

/**
 * Linear regression in one pass whose ridge and noise are found in the stream. Ridge regression
 * needs only B = X~ᵀ Y~, which is kept exactly, and X~ᵀ X~, of which a sketch is kept that does not
 * depend on the ridge: weights for any ridge follow at any time. A grid of ridges is scored by how
 * well each predicts a sample before it is learned, at no vector of its own; while nothing is
 * truncated the scores are marginal likelihoods.
 *
 * <p>Rows of a batch are learned one after the other. A sample is learned in place when no number
 * of the step can overflow ({@link OrdinarySize}); otherwise on a copy, whose weights must be
 * finite. An input or a weight that exceeds all before it by 2⁶⁴, or 2³², begins new {@link Units}
 * and is not scored.
 *
 * <p>O((r + q) p) and the step of the {@link io.rivulet.learner.sketch.IncrementalPca}; (r + 1 + q)
 * p doubles, q p more for the sequential estimate.
 */
final class EvidenceSketch implements Learner<EvidenceState> {

  private final EvidenceSpec spec;
  private final Linearisation model;
  private final double[][] started;
  private final boolean smallStart;
  private final Estimate estimate;
  private final SampleStep step;
  private final EvidenceMerge merge;
  private final CentredInput input;

  EvidenceSketch(EvidenceSpec spec) {
    this.spec = spec;
    this.model = new Linearisation(spec.model().response());
    double[][] weights = spec.model().startingWeights();
    this.started = started(weights, spec.inputs());
    this.smallStart = OrdinarySize.small(started);
    StartScale start = new StartScale(started);
    this.estimate = new Estimate(spec, start, weights);
    this.step = new SampleStep(spec, start);
    this.merge = new EvidenceMerge(spec, start);
    this.input = new CentredInput(spec.inputs(), spec.tolerance());
  }

  /** The weights of the inputs, or nothing when all are 0. */
  private static double[][] started(double[][] weights, int inputs) {
    double[][] started = new double[weights.length][];
    boolean any = false;
    for (int j = 0; j < weights.length; j++) {
      started[j] = Arrays.copyOf(weights[j], inputs);
      any |= Lanes.largest(started[j]) > 0;
    }
    return any ? started : new double[0][];
  }

  @Override
  public EvidenceState initialState() {
    return EvidenceState.initial(spec.inputs(), spec.outputs(), !spec.mergeable(), started);
  }

  @Override
  public void requireSound(EvidenceState state) {
    new Admission(spec, started.length > 0).requireSound(state);
  }

  @Override
  public Answer predict(EvidenceState state, double[][] x) throws RejectedException {
    HeadChoice choice = estimate.choice(state);
    Answer plain = model.at(estimate.publish(state, choice).columns(), x).answer();
    return plain.withVariance(variances(state, choice, x));
  }

  /** The variances of all rows; the last row is then the input at hand. */
  private double[] variances(EvidenceState state, HeadChoice choice, double[][] x)
      throws RejectedException {
    int q = spec.outputs();
    double[] variances = null;
    for (int i = 0; i < x.length; i++) {
      requireFinite(input.of(state, x[i]).difference());
      double[] row = estimate.variances(state, choice, input.along(state));
      if (row != null) {
        variances = variances == null ? new double[x.length * q] : variances;
        System.arraycopy(row, 0, variances, i * q, q);
      }
    }
    if (variances != null && !Lanes.finite(variances)) {
      throw Overflow.ofVariance(spec.model(), x);
    }
    return variances;
  }

  @Override
  public Publication publish(EvidenceState state) {
    return estimate.publish(state, estimate.choice(state));
  }

  @Override
  public Answer learn(EvidenceState state, Example example) throws RejectedException {
    HeadChoice choice = estimate.choice(state);
    Answer plain = model.at(estimate.publish(state, choice).columns(), example).answer();
    Answer answer = plain.withVariance(variances(state, choice, example.x()));
    if (example.weight() == 0) {
      state.countSteps(example.rows());
      return answer;
    }
    if (example.rows() == 1 && ordinary(state, example)) {
      step.learn(state, input, example.weight(), true);
      return answer;
    }
    EvidenceState copy = state.copy();
    for (int i = 0; i < example.rows(); i++) {
      learnRow(copy, example.x()[i], example.y()[i], example.weight());
    }
    requireFinite(publish(copy));
    state.become(copy);
    return answer;
  }

  /** Whether a sample, whose input is at hand, can be learned in place. */
  private boolean ordinary(EvidenceState state, Example example) throws RejectedException {
    requireFinite(step.away(state, example.y()[0]));
    return smallStart && OrdinarySize.of(state) && units(state, example.weight()).plain();
  }

  private static void requireFinite(double[] difference) throws RejectedException {
    if (!Lanes.finite(difference)) {
      throw Refusal.numeric(
          "the sample is too far from the mean of those before it for float64; scale its numbers"
              + " down");
    }
  }

  /** The units in which there is room for the sample at hand. */
  private Units units(EvidenceState state, double omega) {
    boolean first = state.sums().weight() == 0;
    boolean[] targets = new boolean[spec.outputs()];
    for (int j = 0; j < targets.length; j++) {
      targets[j] = state.sums().targetEnergy(j) == 0;
    }
    boolean moves = !(first && spec.centred());
    double size = moves ? Lanes.largest(input.difference()) : 0;
    double[] away = moves ? step.away() : new double[targets.length];
    return state.units().with(state.sums().energy() == 0, targets, first, size, away, omega);
  }

  /** Adds the other's samples: {@link EvidenceMerge}. */
  @Override
  public void merge(EvidenceState state, EvidenceState other) throws RejectedException {
    if (spec.mergeObstacle() != null) {
      throw new UnsupportedOperationException(spec.mergeObstacle());
    }
    EvidenceState sum = state.copy();
    EvidenceState addend = other.copy();
    if (sum.sums().samples() == 0) {
      addend.countSteps(sum.steps());
      sum = addend;
    } else if (addend.sums().samples() == 0) {
      sum.countSteps(addend.steps());
    } else {
      merge.add(sum, addend);
    }
    requireFinite(publish(sum));
    state.become(sum);
  }

  private void learnRow(EvidenceState state, double[] x, double[] y, double weight)
      throws RejectedException {
    requireFinite(input.of(state, x).difference());
    requireFinite(step.away(state, y));
    Units next = units(state, weight);
    boolean familiar =
        next.input() == state.units().input() && next.weight() == state.units().weight();
    if (!next.equals(state.units())) {
      state.rescale(next);
    }
    input.along(state);
    double omega = Units.over(weight, 2 * next.weight());
    step.learn(state, input, Math.max(omega, Double.MIN_NORMAL), familiar);
  }

  private static void requireFinite(Publication published) throws RejectedException {
    boolean finite =
        Double.isFinite(published.details().noise().lambda())
            && Double.isFinite(published.details().noise().tail());
    double[] variances = published.details().noise().variances();
    finite &= variances == null || Lanes.finite(variances);
    for (double[] column : published.columns()) {
      finite &= Lanes.finite(column);
    }
    if (!finite) {
      throw Refusal.numeric(
          "the new weights or their noise would not be finite; give the features and the target"
              + " scales nearer to 1");
    }
  }
}

package io.rivulet.learner.evidence;

import io.rivulet.kernel.Lanes;
import io.rivulet.learner.step.Publication;
import io.rivulet.record.Details;
import io.rivulet.record.FoundNoise;
import io.rivulet.state.evidence.EvidenceState;
import io.rivulet.state.evidence.Units;
import java.util.Arrays;

/**
 * The weights that a state stands for, and the variance of their answers. With the chosen ridge and
 * A = (C + λ I)⁻¹
 *
 * <pre>
 * W_A = A (B + c λ W₀) = U (Z + c λ Uᵀ W₀) / (s² + λ) + (B + c λ W₀ outside U) / (λ + a)
 * W = W_A, or (W_A + V + c V₀) / 2 with the sequential estimate V and what it keeps of W₀, V₀
 * </pre>
 *
 * and the intercept is the mean of y less that of x times W. O(r p q) each.
 */
final class Estimate {

  private final EvidenceSpec spec;
  private final StartScale start;
  private final Heads heads;
  private final double[][] weights;

  Estimate(EvidenceSpec spec, StartScale start, double[][] weights) {
    this.spec = spec;
    this.start = start;
    this.weights = weights;
    this.heads = new Heads(spec.outputs(), spec.centred(), start);
  }

  /** What the ridge and the noise of a state are, until it changes. */
  HeadChoice choice(EvidenceState state) {
    return HeadChoice.of(state, spec.centred());
  }

  /**
   * R (1 + u) of each output for a target of weight 1, or null when nothing tells R.
   *
   * @param choice that of the state
   * @param seen an input along the state
   */
  double[] variances(EvidenceState state, HeadChoice choice, CentredInput seen) {
    double[] variances = choice.variances();
    if (variances == null) {
      return null;
    }
    double spread = Units.over(1, -2 * state.units().weight());
    if (choice.lambda() > 0) {
      heads.at(state, seen);
      spread += heads.spread(state, ridge(state, choice));
    } else if (spec.centred()) {
      spread += 1 / state.sums().weight();
    }
    for (int j = 0; j < variances.length; j++) {
      double scaled = variances[j] * spread;
      variances[j] = Units.over(scaled, -2 * state.units().targets()[j]);
    }
    return variances;
  }

  /** The ridge of weights that are published, whose a is an {@link OutsideEnergy}. */
  private SketchedRidge ridge(EvidenceState state, HeadChoice choice) {
    double tail = new OutsideEnergy(state, spec.centred()).tail();
    return new SketchedRidge(state.sketch().singularValues(), tail, choice.lambda());
  }

  /**
   * The weights with their intercept, and the noise.
   *
   * @param choice that of the state
   */
  Publication publish(EvidenceState state, HeadChoice choice) {
    if (state.sums().samples() == 0) {
      return new Publication(weights, Details.of(new FoundNoise(0, null, 0)));
    }
    SketchedRidge ridge = choice.lambda() > 0 ? ridge(state, choice) : null;
    double[][] columns = new double[weights.length][];
    for (int j = 0; j < columns.length; j++) {
      double[] inputs = new double[spec.inputs()];
      if (ridge != null) {
        add(state, ridge, choice.head(), j, inputs);
        Units.divide(inputs, state.units().input() - state.units().targets()[j]);
      }
      columns[j] = withIntercept(state, inputs, j);
    }
    return new Publication(columns, Details.of(noise(state, choice)));
  }

  private FoundNoise noise(EvidenceState state, HeadChoice choice) {
    int input = -2 * (state.units().input() + state.units().weight());
    double[] variances = choice.variances();
    if (variances != null) {
      for (int j = 0; j < variances.length; j++) {
        int target = -2 * (state.units().targets()[j] + state.units().weight());
        variances[j] = Units.over(variances[j], target);
      }
    }
    double tail = new OutsideEnergy(state, spec.centred()).tail();
    return new FoundNoise(Units.over(choice.lambda(), input), variances, Units.over(tail, input));
  }

  private double[] withIntercept(EvidenceState state, double[] inputs, int output) {
    if (!spec.centred()) {
      return inputs;
    }
    double[] column = Arrays.copyOf(inputs, inputs.length + 1);
    double moved = Lanes.dot(state.sums().mean(), inputs, inputs.length);
    column[inputs.length] = state.sums().targetMeans()[output] - moved;
    return column;
  }

  /** Adds the weights of an output over the units of the state. */
  private void add(EvidenceState state, SketchedRidge ridge, int head, int output, double[] into) {
    double[] along = state.along()[output];
    double scale = 0;
    if (!start.none()) {
      start.at(state);
      scale = heads.scale(state, ridge, output, head);
      double[] started = state.along()[weights.length + output];
      ridge.add(state, scale * ridge.lambda(), start.columns()[output], started, true, into);
    }
    ridge.add(state, 1, state.sums().products()[output], along, state.truncated(), into);
    if (state.sequential().length > 0) {
      Lanes.axpy(1, state.sequential()[output], into, into.length);
      if (scale != 0) {
        Lanes.axpy(scale, state.remains()[output], into, into.length);
      }
      Lanes.scale(0.5, into, into.length);
    }
  }
}

package io.rivulet.learner.gradient;

import io.rivulet.learner.step.Answer;
import io.rivulet.learner.step.Example;
import io.rivulet.learner.step.Learner;
import io.rivulet.learner.step.Linear;
import io.rivulet.learner.step.Linearisation;
import io.rivulet.learner.step.Publication;
import io.rivulet.learner.step.Refusal;
import io.rivulet.learner.step.Step;
import io.rivulet.record.RejectedException;
import io.rivulet.state.Spread;
import io.rivulet.state.StandardizedState;

/**
 * Stochastic gradient descent on ½‖e‖² over standardised inputs, with weights in raw units. With
 * mean m and population deviation s of every numeric column of the inputs learned so far, those of
 * the example included, z = (x - m) / s and f = vᵀ z + v₀ is the raw f = wᵀ x + b with w = v / s
 * and b = v₀ - Σ v m / s. The step on v and v₀ is therefore
 *
 * <pre>
 * w ← w + rate ω e (x - m) / s²
 * b ← b + rate ω e (1 - Σ m (x - m) / s²)
 * </pre>
 *
 * The statistics scale only the step, so a change of them never changes an answer. A column whose
 * deviation is at most 1e-6 of its root mean square counts as constant: z is 0, and its weight
 * stays. Columns that are no numbers enter as they are. Every row counts once in the statistics,
 * whatever its weight; the rows of a batch, which are one step, count before it. A row that is
 * refused counts in nothing.
 *
 * <p>O(p q) time, p q + 2 p doubles of memory.
 */
final class StandardizedSgd implements Learner<StandardizedState> {

  private final StandardizedSgdSpec spec;
  private final int[] numeric;
  private final Linearisation model;
  private final Step step;
  private final Spread spread;

  StandardizedSgd(StandardizedSgdSpec spec) {
    this.spec = spec;
    this.numeric = spec.numericColumns();
    this.model = new Linearisation(spec.model().response());
    this.step = new Step(spec.model());
    this.spread = new Spread(numeric.length);
  }

  @Override
  public StandardizedState initialState() {
    return new StandardizedState(spec.model().startingWeights(), new Spread(numeric.length));
  }

  @Override
  public Answer predict(StandardizedState state, double[][] x) {
    return model.at(state.weights(), x).answer();
  }

  @Override
  public Answer learn(StandardizedState state, Example example) throws RejectedException {
    Linear at = model.at(state.weights(), example);
    spread.set(state.spread());
    for (double[] x : example.x()) {
      spread.add(x, numeric);
    }
    if (!spread.finite()) {
      throw Refusal.numeric("the mean square of a feature would not be finite; scale the features");
    }
    double[][] scaled = scaled(at.gradient());
    StepBound.require(
        spec.rate(),
        example.weight(),
        scaled,
        "|z|^2 of the standardised x",
        StandardizedSgd::advice);
    step.from(state.weights());
    step.add(spec.rate() * example.weight(), raw(scaled), at.error(), scaled.length);
    step.stage().commit();
    state.spread().set(spread);
    return at.answer();
  }

  /** A column may have left the range that it had for long, to which only learned rows bring it. */
  private static String advice(double stable) {
    return "or send it with a weight of at most "
        + stable
        + ": mean and deviation then take it in and later samples pass, while those that are refused"
        + " count in neither";
  }

  @Override
  public Publication publish(StandardizedState state) {
    return Publication.of(state.weights());
  }

  /** [z, 1] for each row [x, 1]. */
  private double[][] scaled(double[][] rows) {
    double[][] scaled = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      scaled[i] = rows[i].clone();
      for (int k = 0; k < numeric.length; k++) {
        int j = numeric[k];
        scaled[i][j] = spread.constant(k) ? 0 : (rows[i][j] - spread.mean(k)) / spread.deviation(k);
      }
    }
    return scaled;
  }

  /** What a step along each [z, 1] is in raw units: [z / s, 1 - Σ m z / s]. */
  private double[][] raw(double[][] scaled) {
    double[][] raw = new double[scaled.length][];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = scaled[i].clone();
      int bias = raw[i].length - 1;
      for (int k = 0; k < numeric.length; k++) {
        if (!spread.constant(k)) {
          raw[i][numeric[k]] /= spread.deviation(k);
          raw[i][bias] -= spread.mean(k) * raw[i][numeric[k]];
        }
      }
    }
    return raw;
  }
}

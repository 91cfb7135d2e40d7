package io.rivulet.learner.net;

import io.rivulet.kernel.Lanes;
import io.rivulet.learner.step.Example;
import io.rivulet.record.RejectedException;
import io.rivulet.state.OnlineNetState;
import io.rivulet.state.RlsState;

/**
 * The note's literal read-out: a {@link SquareRegression} from the H hidden values to H numbers, of
 * which q are the outputs; the others have no target of their own and carry their hidden value on.
 * An error e pulls back exactly, to the h that would have been right:
 *
 * <pre>
 * Δh = [0, e] β⁻¹ = [0, e] B⁻¹ A
 * </pre>
 *
 * The square form needs p = H numbers everywhere. The state row is [1 | x | free | y]: the outputs
 * are the last q of it, or, where x_{t+k} is learned from x_t, they are in the place of x, so that
 * the prior mean I says "as before". Free numbers stay 0.
 */
final class SquareReadout implements Readout {

  private final SquareRegression regression;
  private final int units;
  private final int outputs;
  private final int first;
  private SquareRegression.Inverse inverse;

  SquareReadout(OnlineNetSpec spec) {
    this.regression = new SquareRegression(spec.hidden(), spec.ridge());
    this.units = spec.hidden();
    this.outputs = spec.model().response().outputs();
    this.first = spec.horizon() > 0 ? 1 : units - outputs;
  }

  /** How many units are more than zeros. */
  static int units(int inputs, int outputs, boolean forecasts) {
    return forecasts ? 1 + inputs : 1 + inputs + outputs;
  }

  @Override
  public OnlineNetState initialState(RlsState hidden) {
    return OnlineNetState.trained(regression.initialState(), hidden, regression.initialMoment());
  }

  @Override
  public void restored(OnlineNetState state) {
    regression.restored(state.readout());
  }

  @Override
  public double[] answer(OnlineNetState state, double[][] rows, double[][] h) {
    double[] answer = new double[h.length * outputs];
    for (int i = 0; i < h.length; i++) {
      for (int j = 0; j < outputs; j++) {
        answer[i * outputs + j] = Lanes.dot(h[i], state.readout().weights()[first + j], units);
      }
    }
    return answer;
  }

  @Override
  public double[][] pullBack(OnlineNetState state, double[][] error) {
    inverse = SquareRegression.inverse(state.cross());
    double[][] moves = new double[error.length][];
    for (int i = 0; i < error.length; i++) {
      double[] padded = new double[units];
      System.arraycopy(error[i], 0, padded, first, outputs);
      moves[i] = SquareRegression.pullBack(padded, state.readout(), inverse);
    }
    return moves;
  }

  @Override
  public void learn(OnlineNetState state, double[][] rows, double[][] h, Example example)
      throws RejectedException {
    double[][] targets = new double[h.length][];
    for (int i = 0; i < h.length; i++) {
      targets[i] = h[i].clone();
      System.arraycopy(example.y()[i], 0, targets[i], first, outputs);
    }
    regression.learn(state.readout(), state.cross(), inverse, example.with(h, targets));
  }

  @Override
  public double[][] weights(OnlineNetState state) {
    double[][] columns = new double[outputs][1 + units];
    for (int j = 0; j < outputs; j++) {
      System.arraycopy(state.readout().weights()[first + j], 0, columns[j], 1, units);
    }
    return columns;
  }
}

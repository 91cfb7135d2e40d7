package io.rivulet.learner.net;

import io.rivulet.learner.step.Answer;
import io.rivulet.learner.step.Example;
import io.rivulet.learner.step.Learner;
import io.rivulet.learner.step.Publication;
import io.rivulet.record.RejectedException;
import io.rivulet.state.OnlineNetState;
import java.util.Arrays;
import java.util.List;

/**
 * A learner that predicts x_{t+k} from x_t: a sample is the target of the sample k before it, so
 * that samples carry x only and the state keeps the last k of them.
 *
 * <p>The prediction of a learned x_s is the one of x_s itself, from x_{s-k} and the weights before
 * x_s was learned; its error is x_s minus that. The first k samples have none, nor has a batch that
 * begins among them. The forecast is the answer to {@code predict} with the newest x. The weight of
 * the pair is that of the later sample.
 */
final class Forecast implements Learner<OnlineNetState> {

  private final Learner<OnlineNetState> net;
  private final int horizon;

  /**
   * @param horizon k, at least 1
   */
  Forecast(Learner<OnlineNetState> net, int horizon) {
    this.net = net;
    this.horizon = horizon;
  }

  @Override
  public OnlineNetState initialState() {
    return net.initialState();
  }

  @Override
  public void restored(OnlineNetState state) {
    net.restored(state);
  }

  @Override
  public Answer predict(OnlineNetState state, double[][] x) throws RejectedException {
    return net.predict(state, x);
  }

  @Override
  public Answer learn(OnlineNetState state, Example example) throws RejectedException {
    double[][] series = series(state.past(), example.x());
    int pairs = series.length - horizon;
    Answer answer = Answer.NONE;
    if (pairs > 0) {
      double[][] sources = Arrays.copyOf(series, pairs);
      double[][] targets = Arrays.copyOfRange(series, horizon, series.length);
      answer = net.learn(state, example.with(sources, targets));
    }
    state.past(Arrays.copyOfRange(series, Math.max(0, pairs), series.length));
    return pairs < example.rows() ? Answer.NONE : answer;
  }

  /** Without the inputs before it, which a model that does not learn no longer keeps. */
  @Override
  public Answer assess(OnlineNetState state, Example example) {
    return Answer.NONE;
  }

  @Override
  public void resume(OnlineNetState state) {
    state.past(new double[0][]);
  }

  @Override
  public List<String> warnings() {
    return net.warnings();
  }

  @Override
  public Publication publish(OnlineNetState state) {
    return net.publish(state);
  }

  private static double[][] series(double[][] past, double[][] x) {
    double[][] series = Arrays.copyOf(past, past.length + x.length);
    for (int i = 0; i < x.length; i++) {
      series[past.length + i] = x[i].clone();
    }
    return series;
  }
}

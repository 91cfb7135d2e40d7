package io.rivulet.learner.net;

import io.rivulet.learner.recursive.RecursiveLeastSquares;
import io.rivulet.learner.step.Answer;
import io.rivulet.learner.step.Example;
import io.rivulet.learner.step.Learner;
import io.rivulet.learner.step.Publication;
import io.rivulet.record.Details;
import io.rivulet.record.RejectedException;
import io.rivulet.state.Columns;
import io.rivulet.state.OnlineNetState;
import java.util.List;

/**
 * An online net whose hidden layer is drawn once and never learned: ridge regression on φ(x) = [1,
 * x, tanh([1, x] V)], or [1, tanh([1, x] V)] without direct links, with prior mean 0.
 *
 * <pre>
 * W = argmin Σ ωᵢ ‖yᵢ - φ(xᵢ) W‖² + ridge ‖W‖²
 * </pre>
 *
 * As φ never moves, all data is in statistics of fixed size: the order of samples does not matter,
 * a sample can be unlearned, and states merge, all up to the rounding of {@link
 * RecursiveLeastSquares}. O(p² + p q + d H) time and 4 p² + 8 p q bytes, p = 1 + d + H.
 *
 * <p>Reference: the "online nets" note ({@code operators/learners/docs/online-nets-note.md}),
 * requirements 1 and 2 under "Goal"; they hold here, and only here, as a theorem. The estimate is β
 * of its "numerical considerations" with B₀ = 0.
 */
final class FrozenNet implements Learner<OnlineNetState> {

  private final RecursiveLeastSquares readout;
  private final boolean direct;
  private final double[][] columns;
  private final Details published;
  private final Saturation saturation;

  FrozenNet(OnlineNetSpec spec) {
    this.readout = new RecursiveLeastSquares(spec.linearReadout());
    this.direct = spec.direct();
    this.columns = Columns.of(spec.drawn(), spec.hidden());
    this.published = TanhLayer.published(columns);
    this.saturation = Saturation.ofMixed(spec.hidden());
  }

  @Override
  public OnlineNetState initialState() {
    return OnlineNetState.frozen(readout.initialState());
  }

  @Override
  public void restored(OnlineNetState state) {
    readout.restored(state.readout());
  }

  @Override
  public Answer predict(OnlineNetState state, double[][] x) {
    double[][] rows = TanhLayer.extended(x);
    return readout.predict(state.readout(), features(rows, TanhLayer.values(columns, rows)));
  }

  @Override
  public Answer learn(OnlineNetState state, Example example) throws RejectedException {
    double[][] rows = TanhLayer.extended(example.x());
    double[][] h = TanhLayer.values(columns, rows);
    saturation.see(h);
    return readout.learn(state.readout(), example.with(features(rows, h), example.y()));
  }

  @Override
  public void unlearn(OnlineNetState state, Example example) throws RejectedException {
    double[][] rows = TanhLayer.extended(example.x());
    double[][] features = features(rows, TanhLayer.values(columns, rows));
    readout.unlearn(state.readout(), example.with(features, example.y()));
  }

  @Override
  public void merge(OnlineNetState state, OnlineNetState other) throws RejectedException {
    readout.merge(state.readout(), other.readout());
  }

  @Override
  public List<String> warnings() {
    return saturation.warnings();
  }

  @Override
  public Publication publish(OnlineNetState state) {
    return new Publication(state.readout().weights(), published);
  }

  private double[][] features(double[][] rows, double[][] h) {
    return LinearReadout.features(rows, h, direct);
  }
}

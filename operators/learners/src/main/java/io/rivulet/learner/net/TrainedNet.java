package io.rivulet.learner.net;

import io.rivulet.kernel.Lanes;
import io.rivulet.learner.recursive.RecursiveLeastSquares;
import io.rivulet.learner.recursive.RlsSpec;
import io.rivulet.learner.spec.InitialWeights;
import io.rivulet.learner.spec.ModelSpec;
import io.rivulet.learner.spec.PriorPrecision;
import io.rivulet.learner.step.Answer;
import io.rivulet.learner.step.Example;
import io.rivulet.learner.step.Learner;
import io.rivulet.learner.step.Publication;
import io.rivulet.learner.step.Refusal;
import io.rivulet.learner.step.Undo;
import io.rivulet.model.LinearResponse;
import io.rivulet.record.RejectedException;
import io.rivulet.state.OnlineNetState;
import java.util.Arrays;
import java.util.List;

/**
 * An online net of two regressions, the lower one "observed" through the upper one. For each sample
 * with prediction error e:
 *
 * <pre>
 * h = tanh([1, x] V),  h* = clip(h + Δh(e), ±0.98)
 * V learns [1, x] → artanh h*,  h ← tanh([1, x] V),  the read-out learns h → y
 * </pre>
 *
 * where the {@link Readout} gives Δh. V is a ridge regression around where it starts. The
 * read-out's statistics mix hidden values of earlier and later V, so that order matters, and
 * nothing merges or unlearns. The rows of a batch are observed through the same weights and learned
 * as one step.
 *
 * <p>O(d² + d H) time and 4 d² + 8 d H bytes beside the read-out's.
 *
 * <p>Reference: the "online nets" note ({@code operators/learners/docs/online-nets-note.md}),
 * "alternative model".
 */
final class TrainedNet implements Learner<OnlineNetState> {

  /** Largest hidden value that V is taught; artanh 0.98 is 2.3. */
  private static final double SATURATION = 0.98;

  private final RecursiveLeastSquares hidden;
  private final Readout readout;
  private final Saturation saturation;
  private final Undo undo = new Undo();

  /**
   * @param start V before the first sample, row-major
   * @param strength precision of that start, positive
   */
  TrainedNet(OnlineNetSpec spec, Readout readout, double[] start, double strength) {
    int rows = 1 + spec.model().dimension();
    double[] precision = new double[rows];
    Arrays.fill(precision, strength);
    ModelSpec layer =
        ModelSpec.inner(
            new LinearResponse(rows, spec.hidden(), false),
            new InitialWeights.Given(start),
            spec.inputNames());
    this.hidden =
        new RecursiveLeastSquares(new RlsSpec(layer, 1, false, PriorPrecision.of(precision)));
    this.readout = readout;
    this.saturation =
        spec.mode().square()
            ? Saturation.ofSeparate(spec.hidden())
            : Saturation.ofMixed(spec.hidden());
  }

  @Override
  public OnlineNetState initialState() {
    return readout.initialState(hidden.initialState());
  }

  @Override
  public void restored(OnlineNetState state) {
    hidden.restored(state.hidden());
    readout.restored(state);
  }

  @Override
  public Answer predict(OnlineNetState state, double[][] x) {
    double[][] rows = TanhLayer.extended(x);
    double[][] h = TanhLayer.values(state.hidden().weights(), rows);
    return Answer.of(readout.answer(state, rows, h));
  }

  @Override
  public Answer learn(OnlineNetState state, Example example) throws RejectedException {
    double[][] rows = TanhLayer.extended(example.x());
    double[][] h = TanhLayer.values(state.hidden().weights(), rows);
    saturation.see(h);
    Answer answer = Answer.scored(readout.answer(state, rows, h), example.targets());
    if (example.weight() == 0) {
      return answer;
    }
    observe(h, readout.pullBack(state, error(answer, rows.length)));
    undo.attempt(
        state.hidden(),
        () -> {
          hidden.learn(state.hidden(), example.with(rows, h));
          readout.learn(state, rows, TanhLayer.values(state.hidden().weights(), rows), example);
        });
    return answer;
  }

  @Override
  public List<String> warnings() {
    return saturation.warnings();
  }

  @Override
  public Publication publish(OnlineNetState state) {
    return new Publication(readout.weights(state), TanhLayer.published(state.hidden().weights()));
  }

  private static double[][] error(Answer answer, int rows) {
    int width = answer.error().length / rows;
    double[][] error = new double[rows][];
    for (int i = 0; i < rows; i++) {
      error[i] = Arrays.copyOfRange(answer.error(), i * width, (i + 1) * width);
    }
    return error;
  }

  /** Turns h into what [1, x] V should have been. */
  private static void observe(double[][] h, double[][] moves) throws RejectedException {
    for (int i = 0; i < h.length; i++) {
      Lanes.axpy(1, moves[i], h[i], h[i].length);
      TanhLayer.clip(h[i], SATURATION);
      TanhLayer.invert(h[i]);
      if (!Lanes.finite(h[i])) {
        throw Refusal.numeric("the observed hidden values would not be finite");
      }
    }
  }
}

package io.rivulet.learner.window;

import io.rivulet.kernel.Lanes;
import io.rivulet.learner.spec.ModelSpec;
import io.rivulet.learner.step.Answer;
import io.rivulet.learner.step.Example;
import io.rivulet.learner.step.Learner;
import io.rivulet.learner.step.Linearisation;
import io.rivulet.learner.step.Publication;
import io.rivulet.learner.step.Refusal;
import io.rivulet.learner.step.Softmax;
import io.rivulet.learner.step.Staged;
import io.rivulet.record.RejectedException;
import io.rivulet.state.LabelledInput;
import io.rivulet.state.StateFormatException;
import io.rivulet.state.WindowedState;
import java.util.ArrayList;
import java.util.List;

/**
 * A classifier with logits f(W, x) and p = softmax(f), whose weights change when a window of
 * samples closes, by a rule of its own. A sample is answered by the weights of the last closed
 * window, also one that closes a window. When the rule refuses the window, the sample that would
 * close it is refused and the window stays open.
 */
final class WindowLearner<S extends WindowedState> implements Learner<S> {

  /** The rule by which a closed window is learned. */
  interface Rule<S> {

    S initialState();

    /**
     * Stages the state with the samples of a window, at least one, in it.
     *
     * @throws RejectedException {@code NUMERIC} when that would not be finite
     */
    Staged stage(S state, List<LabelledInput> window) throws RejectedException;
  }

  private final WindowLength length;
  private final Rule<S> rule;
  private final Linearisation model;
  private final int classes;
  private final List<String> warnings = new ArrayList<>(1);

  WindowLearner(ModelSpec spec, WindowLength length, Rule<S> rule) {
    this.length = length;
    this.rule = rule;
    this.model = new Linearisation(spec.response());
    this.classes = spec.response().outputs();
  }

  @Override
  public S initialState() {
    return rule.initialState();
  }

  @Override
  public void requireSound(S state) {
    for (LabelledInput sample : state.window().samples()) {
      boolean finite = Lanes.finite(sample.x()) && Double.isFinite(sample.weight());
      if (sample.label() < 0 || sample.label() >= classes || !finite || sample.weight() < 0) {
        throw new StateFormatException(
            "its window has a sample of class %d and weight %s, the model has classes 0 to %d and finite numbers"
                .formatted(sample.label(), sample.weight(), classes - 1));
      }
    }
  }

  @Override
  public Answer predict(S state, double[][] x) {
    double[] y = model.at(state.weights(), x).answer().y();
    Softmax.probabilities(y, classes);
    return Answer.of(y);
  }

  @Override
  public Answer learn(S state, Example example) throws RejectedException {
    Answer answer = Answer.classified(predict(state, example.x()).y(), example.label());
    LabelledInput sample = tame(example);
    if (length.complete(state.window().size() + 1)) {
      List<LabelledInput> window = new ArrayList<>(state.window().samples());
      window.add(sample);
      close(state, window);
      return answer.closingWindow();
    }
    if (warnings.isEmpty()) {
      length.doubt(state.window(), example.ts()).ifPresent(warnings::add);
    }
    boolean later = length.closesBefore(state.window(), example.ts());
    if (later) {
      close(state, state.window().samples());
    }
    state.window().add(sample, length.position(example.ts()));
    return later ? answer.closingWindow() : answer;
  }

  @Override
  public List<String> warnings() {
    return warnings;
  }

  @Override
  public Publication publish(S state) {
    return Publication.of(state.weights());
  }

  private void close(S state, List<LabelledInput> window) throws RejectedException {
    rule.stage(state, window).commit();
    state.window().clear();
  }

  /** A sample that would make the Hessian overflow is refused before it spoils its window. */
  private static LabelledInput tame(Example example) throws RejectedException {
    double[] x = example.x()[0].clone();
    if (!Double.isFinite(example.weight() * Lanes.dot(x, x, x.length))) {
      throw Refusal.numeric(
          "weight |x|² would exceed the largest float64; give x in a larger unit");
    }
    return new LabelledInput(x, example.label(), example.weight());
  }
}

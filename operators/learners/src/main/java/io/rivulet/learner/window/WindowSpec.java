package io.rivulet.learner.window;

import io.rivulet.learner.step.LearnerSpec;
import io.rivulet.learner.step.Target;
import io.rivulet.state.WindowedState;

/** The settings of a classifier that learns by windows: {@link WindowLearner}. */
interface WindowSpec<S extends WindowedState> extends LearnerSpec<S> {

  /** The window, at whose close the samples so far are learned. */
  WindowLength window();

  @Override
  default Target target() {
    return Target.CLASS;
  }

  @Override
  default boolean windowed() {
    return true;
  }

  @Override
  default String unlearnObstacle() {
    return learner() + " cannot unlearn: a closed window leaves weights behind, not its samples";
  }

  @Override
  default boolean needsTime() {
    return window().byTime();
  }
}

package io.rivulet.learner.quality;

import io.rivulet.learner.step.Answer;
import io.rivulet.learner.step.Example;
import io.rivulet.quality.OpenWindow;

/**
 * Predicted probabilities compared with the class that came. The error of a sample is 0 when its
 * most probable class was right, otherwise 1. A probability that was rounded to 0 counts as the
 * smallest double, so that its logarithm is finite.
 */
record ClassScoring() implements Scoring {

  @Override
  public int outputs() {
    return 0;
  }

  @Override
  public double add(OpenWindow window, Example example, Answer answer, int row) {
    double probability = Math.max(answer.y()[example.label()], Double.MIN_VALUE);
    double error = answer.error()[row];
    window.next();
    window.addClass(error == 0, -StrictMath.log(probability));
    return error;
  }
}

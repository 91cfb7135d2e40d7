package io.rivulet.learner.quality;

import io.rivulet.learner.step.Answer;
import io.rivulet.learner.step.Example;
import io.rivulet.quality.OpenWindow;

/**
 * Predicted numbers compared with the numbers that came. The error of a row is the mean of |e| over
 * its outputs. A target y lies in its 95 % interval when |y - prediction| ≤ 1.96 √variance.
 *
 * @param outputs the number of outputs
 */
record NumberScoring(int outputs) implements Scoring {

  /** The quantile of the normal distribution that 2.5 % exceed. */
  private static final double QUANTILE = 1.959963984540054;

  @Override
  public double add(OpenWindow window, Example example, Answer answer, int row) {
    double[] target = target(example)[row];
    window.next();
    double sizes = 0;
    for (int j = 0; j < outputs; j++) {
      double error = answer.error()[row * outputs + j];
      window.add(j, target[j], error);
      sizes += Math.abs(error);
    }
    if (answer.variance() != null) {
      addIntervals(window, answer, row);
    }
    return Math.min(sizes, Double.MAX_VALUE) / outputs;
  }

  private void addIntervals(OpenWindow window, Answer answer, int row) {
    for (int j = row * outputs; j < (row + 1) * outputs; j++) {
      double reach = QUANTILE * Math.sqrt(answer.variance()[j]);
      window.addInterval(Math.abs(answer.error()[j]) <= reach);
    }
  }

  /** The targets; inputs that carry none were predicted themselves. */
  private static double[][] target(Example example) {
    return example.y() == null ? example.x() : example.y();
  }
}

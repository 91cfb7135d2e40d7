package io.rivulet.answer;

import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.Logits;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** The way in which the weights of a learner alone answer an input. */
enum AnswerKind {

  /** Wᵀ x when the model is linear; Wᵀ φ(x) when the record carries a hidden layer. */
  REGRESSION {
    @Override
    double[] of(double[][] columns, double[] features) {
      return product(columns, features);
    }
  },

  /** softmax(Wᵀ x) when the model is linear. */
  CLASSIFICATION {
    @Override
    double[] of(double[][] columns, double[] features) {
      return linked(product(columns, features));
    }

    @Override
    double[] linked(double[] y) {
      Logits.toProbabilities(y, y.length);
      return y;
    }
  },

  /** W itself, which has one row, whatever the input is. */
  CONSTANT {
    @Override
    double[] of(double[][] columns, double[] features) {
      return Arrays.stream(columns).mapToDouble(column -> column[0]).toArray();
    }
  },

  /** The learner answers no input. */
  NONE {
    @Override
    double[] of(double[][] columns, double[] features) {
      throw new UnsupportedOperationException("no answer");
    }
  };

  private static final Map<String, AnswerKind> LEARNERS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("rls", REGRESSION),
              Map.entry("orfit", REGRESSION),
              Map.entry("ekf", REGRESSION),
              Map.entry("lofi-diagonal", REGRESSION),
              Map.entry("ogd", REGRESSION),
              Map.entry("online-net", REGRESSION),
              Map.entry("ledger", REGRESSION),
              Map.entry("one-step-sgd", REGRESSION),
              Map.entry("sgd", REGRESSION),
              Map.entry("laplace", CLASSIFICATION),
              Map.entry("distillation", CLASSIFICATION),
              Map.entry("greedy", CONSTANT),
              Map.entry("matrix-flow", NONE)));

  /** The kind for a learner; null when this build does not know the learner. */
  static AnswerKind of(String learner) {
    return LEARNERS.get(learner);
  }

  /**
   * The answer to one input.
   *
   * @param columns the columns of W
   * @param features one number for each row of W; ignored by a constant answer
   */
  abstract double[] of(double[][] columns, double[] features);

  /** The answer of a model of any form whose outputs are y; it may overwrite y. */
  double[] linked(double[] y) {
    return y;
  }

  private static double[] product(double[][] columns, double[] features) {
    double[] y = new double[columns.length];
    for (int k = 0; k < y.length; k++) {
      y[k] = Lanes.dot(features, columns[k], columns[k].length);
    }
    return y;
  }
}

package io.rivulet.learner.ledger;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Oracle;
import java.util.Arrays;

/** Samples that determine all weights or only some, about a start. */
record UnridgedProblem(int p, int rank, double[][] x, double[] y, double[] start) {

  static UnridgedProblem draw(long seed) {
    Draw draw = new Draw(seed);
    int p = draw.between(1, 12);
    int rank = draw.between(1, p);
    double[][] x = draw.ofRank(rank, draw.between(1, 2 * p), p);
    return new UnridgedProblem(p, rank, x, draw.normal(x.length), draw.normal(p));
  }

  /** The fields of the spec beside the form. */
  String fields() {
    return String.format("'dimension':%d,'ridge':0,'initialWeights':%s", p, Arrays.toString(start));
  }

  /** Of the first samples. */
  double condition(int samples) {
    return Oracle.condition(Arrays.copyOf(x, samples));
  }

  /** The fit to the first samples that is nearest to the start. */
  double[] nearest(int samples) {
    return Oracle.nearest(Arrays.copyOf(x, samples), Arrays.copyOf(y, samples), start);
  }

  double rounding() {
    return 4e-15 * p * p;
  }

  boolean determined() {
    return Math.min(rank, x.length) == p;
  }
}

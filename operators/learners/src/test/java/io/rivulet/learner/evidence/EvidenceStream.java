package io.rivulet.learner.evidence;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import io.rivulet.record.RejectedException;
import io.rivulet.state.evidence.EvidenceState;
import java.util.Arrays;

/** A stream of a noisy linear model with an intercept, all of it drawn from a seed. */
final class EvidenceStream {

  final Draw draw;
  final int p;
  final int q;
  final int n;
  final double[][] x;
  final double[][] y;
  final double[] weight;
  private final double[][] truth;

  /**
   * @param weighted whether samples have weights other than 1
   */
  EvidenceStream(long seed, int outputs, boolean weighted) {
    this.draw = new Draw(seed);
    this.p = draw.between(1, 9);
    this.q = outputs;
    this.n = draw.between(3, 30);
    this.x = draw.normal(n, p);
    this.y = new double[n][q];
    this.weight = new double[n];
    double[] mean = draw.normal(p);
    this.truth = draw.normal(q, p);
    double noise = draw.uniform(0.1, 2);
    for (int i = 0; i < n; i++) {
      Oracle.add(3, mean, x[i]);
      double[] errors = draw.normal(q);
      for (int j = 0; j < q; j++) {
        y[i][j] = 5 * (j + 1) + Oracle.dot(truth[j], x[i]) + noise * errors[j];
      }
      weight[i] = weighted ? draw.uniform(0.2, 3) : 1;
    }
  }

  Fields fields() {
    return Fields.of("dimension", p).with("outputs", q);
  }

  /** Room for every direction. */
  Fields untruncated() {
    return fields().with("memory", p);
  }

  /** Room for every direction, and no sequential estimate. */
  Fields mergeable() {
    return untruncated().with("mergeable", true);
  }

  void learn(Trial<?> trial, int from, int to) throws RejectedException {
    for (int i = from; i < to; i++) {
      trial.learnWeighted(weight[i], x[i], y[i]);
    }
  }

  Trial<EvidenceState> learned(Fields fields) throws RejectedException {
    Trial<EvidenceState> trial = Trial.evidence(fields);
    learn(trial, 0, n);
    return trial;
  }

  /**
   * Weights to start from.
   *
   * @param near whether they explain the stream
   */
  double[] start(boolean near) {
    double[] start = draw.normal(p);
    if (near) {
      Oracle.add(4, truth[0], start);
    }
    return start;
  }

  double[] targets(int output) {
    return Arrays.stream(y).mapToDouble(row -> row[output]).toArray();
  }
}

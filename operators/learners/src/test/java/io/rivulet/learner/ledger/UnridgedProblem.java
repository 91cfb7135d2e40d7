package io.rivulet.learner.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import io.rivulet.state.RidgeEstimate;
import java.util.Arrays;
import java.util.function.Supplier;

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
  Fields fields() {
    return Fields.of("dimension", p).with("ridge", 0).with("initialWeights", start);
  }

  /**
   * Learns the samples and asserts that the fit after each is the nearest to the start, as far as
   * its condition allows, and that directions are open where samples leave them undetermined.
   */
  void assertNearest(Trial<?> ledger, Supplier<RidgeEstimate> estimate) throws Exception {
    for (int i = 0; i < x.length; i++) {
      ledger.learn(x[i], y[i]);

      double condition = condition(i + 1);
      if (condition < 1e8) {
        double[] nearest = nearest(i + 1);
        // A residual, here of order one, enters with the square of the condition.
        double bound = rounding() * condition * (condition + Oracle.norm(nearest));
        assertThat(ledger.weights(0)).containsExactly(nearest, within(bound));
      }
    }
    if (condition(x.length) < 1e8) {
      assertThat(estimate.get().spread().openings() == 0).isEqualTo(determined());
    }
  }

  /** Of the first samples. */
  private double condition(int samples) {
    return Oracle.condition(Arrays.copyOf(x, samples));
  }

  /** The fit to the first samples that is nearest to the start. */
  private double[] nearest(int samples) {
    return Oracle.nearest(Arrays.copyOf(x, samples), Arrays.copyOf(y, samples), start);
  }

  private double rounding() {
    return 4e-15 * p * p;
  }

  private boolean determined() {
    return Math.min(rank, x.length) == p;
  }
}

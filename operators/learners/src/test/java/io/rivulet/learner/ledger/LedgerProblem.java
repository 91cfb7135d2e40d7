package io.rivulet.learner.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import io.rivulet.learner.step.Answer;
import io.rivulet.record.RejectedException;
import io.rivulet.state.LedgerState;
import java.util.Arrays;
import org.apache.commons.math3.linear.RealMatrix;

/** Weighted samples of several outputs, often fewer than weights. */
final class LedgerProblem {
  final int p;
  final int q;
  final int n;
  final double ridge;
  final double[][] start;
  final double[][] x;
  final double[][] y;
  final double[] weight;
  private double tolerance;

  LedgerProblem(long seed) {
    Draw draw = new Draw(seed);
    this.p = 1 + (int) (seed % 20);
    this.q = draw.between(1, 3);
    this.n = draw.between(3, 3 + 2 * p);
    this.ridge = draw.uniform(0.05, 3);
    this.start = draw.normal(q, p);
    this.x = draw.normal(n, p);
    this.y = draw.normal(n, q);
    this.weight = new double[n];
    Arrays.setAll(weight, i -> draw.uniform(0.2, 3));
  }

  Trial<LedgerState> ledger() {
    return Trial.ledger(fields());
  }

  /** The fields of the spec beside the form. */
  Fields fields() {
    double[] rowMajor = new double[p * q];
    for (int i = 0; i < rowMajor.length; i++) {
      rowMajor[i] = start[i % q][i / q];
    }
    return Fields.of("dimension", p)
        .with("outputs", q)
        .with("ridge", ridge)
        .with("initialWeights", rowMajor);
  }

  void learn(Trial<LedgerState> ledger, int i) throws RejectedException {
    ledger.learnWeighted(weight[i], x[i], y[i]);
  }

  void learnAll(Trial<LedgerState> ledger) throws RejectedException {
    for (int i = 0; i < n; i++) {
      learn(ledger, i);
    }
  }

  /** What one of three shards has learned. */
  Trial<LedgerState> partial(int shard) throws RejectedException {
    Trial<LedgerState> ledger = ledger();
    for (int i = shard; i < n; i += 3) {
      learn(ledger, i);
    }
    return ledger;
  }

  Trial<LedgerState> merged(Trial<LedgerState> into, Trial<LedgerState> other)
      throws RejectedException {
    into.merge(other);
    return into;
  }

  /** The fit to the first samples by the normal equations, a row an output. */
  double[][] fit(int samples) {
    double[][] fit = new double[q][];
    for (int j = 0; j < q; j++) {
      double[] target = new double[samples];
      for (int i = 0; i < samples; i++) {
        target[i] = y[i][j];
      }
      double[][] rows = Arrays.copyOf(x, samples);
      fit[j] = Oracle.ridge(rows, target, Arrays.copyOf(weight, samples), prior(), start[j]);
    }
    return fit;
  }

  RealMatrix inverse(int samples) {
    return Oracle.matrix(
        Oracle.inverse(
            Oracle.information(
                Arrays.copyOf(x, samples), Arrays.copyOf(weight, samples), prior())));
  }

  /** n - tr (A + ridge I)⁻¹ A. */
  double freedom() {
    RealMatrix a = Oracle.information(x, weight, new double[p]);
    return Arrays.stream(weight).sum() - inverse(n).multiply(a).getTrace();
  }

  /** Leverage and variance of an input must be those of the definition. */
  void assertExplained(Answer answer, double[] x) {
    double h = Oracle.dot(x, inverse(n).operate(x));
    assertThat(answer.leverage()[0]).isCloseTo(h, within(tolerance() * (1 + h)));
    double freedom = freedom();
    if (freedom <= 0) {
      assertThat(answer.variance()).isNull();
      return;
    }
    double[][] fit = fit(n);
    for (int j = 0; j < q; j++) {
      double rest = 0;
      double squares = 0;
      for (int i = 0; i < n; i++) {
        double error = y[i][j] - Oracle.dot(this.x[i], fit[j]);
        rest += weight[i] * error * error;
        squares += weight[i] * y[i][j] * y[i][j];
      }
      double scale = squares / freedom * (1 + h);
      assertThat(answer.variance()[j])
          .isCloseTo(rest / freedom * (1 + h), within(tolerance() * (1 + scale)));
    }
  }

  /** Each of n steps rounds by ε times the spread of A + ridge I, p entries to a sum. */
  double tolerance() {
    if (tolerance == 0) {
      tolerance = 1e-15 * (n + p) * Oracle.spread(Oracle.information(x, weight, prior()));
    }
    return tolerance;
  }

  private double[] prior() {
    double[] prior = new double[p];
    Arrays.fill(prior, ridge);
    return prior;
  }
}

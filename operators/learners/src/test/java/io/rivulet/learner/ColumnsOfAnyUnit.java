package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.step.Answer;
import io.rivulet.record.RejectedException;
import io.rivulet.state.LedgerState;
import java.util.Arrays;
import org.apache.commons.math3.linear.RealMatrix;

/** Weighted samples of columns with units and origins of their own. */
final class ColumnsOfAnyUnit {
  final int p;
  final int n;
  final double ridge;
  final double biasPrecision;
  final double[] start;
  final double[] unit;
  final double[] offset;
  final double[][] x;
  final double[] y;
  final double[] weight;

  ColumnsOfAnyUnit(long seed) {
    Draw draw = new Draw(seed);
    this.p = draw.between(1, 8);
    this.n = draw.between(p + 4, 4 * p + 8);
    this.ridge = draw.uniform(0.05, 3);
    this.biasPrecision = Math.pow(10, draw.between(-6, 1));
    this.unit = new double[p];
    Arrays.setAll(unit, j -> Math.pow(10, draw.between(-6, 6)));
    this.offset = draw.normal(p);
    this.start = draw.normal(p + 1);
    for (int j = 0; j < p; j++) {
      offset[j] *= 100 * unit[j];
      start[j] /= unit[j];
    }
    this.x = draw.normal(n, p);
    for (double[] row : x) {
      for (int j = 0; j < p; j++) {
        row[j] = offset[j] + unit[j] * row[j];
      }
    }
    this.y = draw.normal(n);
    this.weight = new double[n];
    Arrays.setAll(weight, i -> draw.uniform(0.2, 3));
  }

  Trial<LedgerState> fresh() {
    return fresh(Fields.of("initialWeights", start));
  }

  Trial<LedgerState> fresh(Fields more) {
    return Trial.ledger(
        Fields.of("dimension", p)
            .with("bias", true)
            .with("standardize", true)
            .with("ridge", ridge)
            .with("biasPrecision", biasPrecision)
            .with(more));
  }

  void learn(Trial<LedgerState> ledger, int i) throws RejectedException {
    ledger.learnWeighted(weight[i], x[i], y[i]);
  }

  /** The same row with other origins and units. */
  double[] moved(double[] row) {
    double[] moved = row.clone();
    for (int j = 0; j < p; j++) {
      moved[j] = 1.8 * row[j] + 32 * unit[j];
    }
    return moved;
  }

  /** Sums lose the square of offset over deviation, which is about 1e4. */
  double tolerance() {
    return 1e-8;
  }

  double[] mean(int samples) {
    double[] mean = new double[p];
    double all = 0;
    for (int i = 0; i < samples; i++) {
      Oracle.add(weight[i], x[i], mean);
      all += weight[i];
    }
    double total = all;
    return Arrays.stream(mean).map(v -> v / total).toArray();
  }

  double[] deviation(int samples) {
    double[] mean = mean(samples);
    double[] square = new double[p];
    double all = 0;
    for (int i = 0; i < samples; i++) {
      for (int j = 0; j < p; j++) {
        square[j] += weight[i] * (x[i][j] - mean[j]) * (x[i][j] - mean[j]);
      }
      all += weight[i];
    }
    double total = all;
    return Arrays.stream(square).map(v -> Math.sqrt(v / total)).toArray();
  }

  double[] standard(double[] row, int samples) {
    double[] mean = mean(samples);
    double[] deviation = deviation(samples);
    double[] standard = Arrays.copyOf(row, p + 1);
    for (int j = 0; j < p; j++) {
      standard[j] = (row[j] - mean[j]) / deviation[j];
    }
    standard[p] = 1;
    return standard;
  }

  double[][] standard(int samples) {
    double[][] rows = new double[samples][];
    Arrays.setAll(rows, i -> standard(x[i], samples));
    return rows;
  }

  double[] prior() {
    double[] prior = new double[p + 1];
    Arrays.fill(prior, ridge);
    prior[p] = biasPrecision;
    return prior;
  }

  /** Weights of standard columns. */
  double[] fit(int samples) {
    double[] mean = mean(samples);
    double[] deviation = deviation(samples);
    double[] about = start.clone();
    for (int j = 0; j < p; j++) {
      about[j] = deviation[j] * start[j];
      about[p] += mean[j] * start[j];
    }
    double[] target = Arrays.copyOf(y, samples);
    double[] share = Arrays.copyOf(weight, samples);
    return Oracle.ridge(standard(samples), target, share, prior(), about);
  }

  void assertFit(Trial<LedgerState> ledger, int samples) throws RejectedException {
    double[] fit = fit(samples);
    double[] deviation = deviation(samples);
    double[] mean = mean(samples);
    double[] weights = ledger.weights(0);
    double intercept = weights[p];
    for (int j = 0; j < p; j++) {
      double scale = 1 + Math.abs(fit[j]);
      assertThat(weights[j] * deviation[j]).isCloseTo(fit[j], within(tolerance() * scale));
      intercept += weights[j] * mean[j];
    }
    assertThat(intercept).isCloseTo(fit[p], within(tolerance() * (1 + Math.abs(fit[p]))));
  }

  void assertExplained(Trial<LedgerState> ledger) throws RejectedException {
    double[][] rows = standard(n);
    RealMatrix inverse = Oracle.matrix(Oracle.inverse(Oracle.information(rows, weight, prior())));
    RealMatrix sums = Oracle.information(rows, weight, new double[p + 1]);
    double freedom = Arrays.stream(weight).sum() - inverse.multiply(sums).getTrace();
    double[] asked = standard(x[0], n);
    double h = Oracle.dot(asked, inverse.operate(asked));
    double rest = 0;
    for (int i = 0; i < n; i++) {
      double error = y[i] - Oracle.dot(rows[i], fit(n));
      rest += weight[i] * error * error;
    }
    Answer answer = ledger.answer(x[0]);
    assertThat(answer.leverage()[0]).isCloseTo(h, within(tolerance() * (1 + h)));
    if (freedom > 0.5) {
      double variance = rest / freedom * (1 + h);
      assertThat(answer.variance()[0])
          .isCloseTo(variance, within(1e-6 * (1 + variance + Oracle.dot(start, start))));
    }
  }
}

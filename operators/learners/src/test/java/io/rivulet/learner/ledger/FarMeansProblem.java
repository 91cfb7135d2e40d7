package io.rivulet.learner.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Trial;
import io.rivulet.record.RejectedException;
import io.rivulet.state.LedgerState;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/** Columns whose mean is up to 3e5 deviations from 0, some rising, of any unit. */
final class FarMeansProblem {

  private static final double EPSILON = 0x1.0p-52;

  final int p;
  final int n;
  double ridge;
  final double[][] x;
  final double[] y;
  final double[] weight;

  FarMeansProblem(long seed) {
    Draw draw = new Draw(seed);
    this.p = draw.between(1, 4);
    this.n = draw.between(p + 8, 60);
    this.ridge = draw.uniform(0.05, 3);
    this.x = draw.normal(n, p);
    this.y = draw.normal(n);
    this.weight = new double[n];
    Arrays.setAll(weight, i -> draw.uniform(0.2, 3));
    for (int j = 0; j < p; j++) {
      double unit = Math.pow(10, draw.between(-6, 6));
      double far = Math.pow(10, draw.uniform(3, 5.5)) * unit;
      double rise = draw.between(0, 1) * 10 * unit / n;
      for (int i = 0; i < n; i++) {
        x[i][j] = far + unit * x[i][j] + rise * i;
        y[i] += (x[i][j] - far) / unit;
      }
    }
  }

  /** Makes columns copies of the first but for their noise, and puts targets 1e10 from 0. */
  void likenColumns(Draw draw) {
    ridge *= 1e-4;
    for (int i = 0; i < n; i++) {
      y[i] += 1e10;
      for (int j = 1; j < p; j++) {
        x[i][j] = x[i][0] * (1 + 1e-9 * draw.normal(1)[0]);
      }
    }
  }

  private Fields fields() {
    return Fields.of("dimension", p)
        .with("bias", true)
        .with("standardize", true)
        .with("biasPrecision", 0)
        .with("ridge", ridge);
  }

  @SuppressWarnings("unchecked")
  LedgerSpec<LedgerState> spec() {
    return (LedgerSpec<LedgerState>) Trial.spec("ledger", fields());
  }

  Trial<LedgerState> fresh() {
    return Trial.ledger(fields());
  }

  void learn(Trial<LedgerState> ledger, int i) throws RejectedException {
    ledger.learnWeighted(weight[i], x[i], y[i]);
  }

  ExactLedger exact() {
    return ExactLedger.standardised(x, y, weight, ridge);
  }

  /** |w| + |y|, each weight in the unit of its column. */
  double size(ExactLedger exact) {
    double[] expected = exact.weights();
    double size = exact.size();
    for (int j = 0; j < p; j++) {
      size += exact.unit(j) * Math.abs(expected[j]);
    }
    return size;
  }

  /**
   * The entries of H, made of exact sums, are off by ε each and those of the right-hand side by ε
   * |y|, whatever the means and n: with κ the condition of the scaled H, p² ε κ (|w| + |y|).
   */
  double bound(ExactLedger exact) {
    return (p + 1) * (p + 1) * EPSILON * exact.condition() * size(exact);
  }

  /** The intercept is the mean of y less the weights times the means, rounded once. */
  void assertExact(Trial<LedgerState> ledger) {
    ExactLedger exact = exact();
    double[] expected = exact.weights();
    double[] weights = ledger.weights(0);
    double bound = bound(exact);
    BigDecimal error = new BigDecimal(weights[p]).subtract(mean(y));
    for (int j = 0; j < p; j++) {
      double unit = exact.unit(j);
      assertThat(weights[j] * unit).isCloseTo(expected[j] * unit, within(bound));
      int column = j;
      BigDecimal mean = mean(Arrays.stream(x).mapToDouble(row -> row[column]).toArray());
      error = error.add(mean.multiply(new BigDecimal(weights[j])));
    }
    double answer = mean(y).abs().doubleValue() + Math.abs(weights[p]);
    assertThat(error.doubleValue()).isCloseTo(0, within(2 * EPSILON * answer));
  }

  private BigDecimal mean(double[] column) {
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal all = BigDecimal.ZERO;
    for (int i = 0; i < n; i++) {
      sum = sum.add(new BigDecimal(weight[i]).multiply(new BigDecimal(column[i])));
      all = all.add(new BigDecimal(weight[i]));
    }
    return sum.divide(all, MathContext.DECIMAL128);
  }
}

package io.rivulet.learner;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;

/**
 * Least squares with forgetting in 160 digits, by its definition: A ← λ A + ω x xᵀ from the prior
 * precision, b ← λ b + ω x (y - xᵀ w₀), w = w₀ + A⁻¹ b.
 */
final class ExactLeastSquares {

  private static final MathContext DIGITS = new MathContext(160);

  private final double[] start;
  private final double[] prior;
  private final BigDecimal forgetting;
  private final BigDecimal[][] a;
  private final BigDecimal[] b;
  private int faded;

  ExactLeastSquares(double[] prior, double[] start, double forgetting) {
    int p = prior.length;
    this.start = start;
    this.prior = prior;
    this.forgetting = new BigDecimal(forgetting);
    this.a = new BigDecimal[p][p];
    this.b = new BigDecimal[p];
    for (int i = 0; i < p; i++) {
      b[i] = BigDecimal.ZERO;
      for (int j = 0; j < p; j++) {
        a[i][j] = i == j ? new BigDecimal(prior[i]) : BigDecimal.ZERO;
      }
    }
  }

  /** Of a stream that was learned whole. */
  static ExactLeastSquares of(OrdinaryStream stream) {
    var exact = new ExactLeastSquares(stream.prior(), stream.start(), stream.forgetting());
    stream.rows().forEach(exact::learn);
    return exact;
  }

  void learn(OrdinaryStream.Row row) {
    faded++;
    add(row, row.weight());
  }

  /** Forgets only in the direction of x, w left as it is: A ← A - (1 - λ) A x xᵀ A / xᵀ A x. */
  void learnByDirection(OrdinaryStream.Row row) {
    int p = b.length;
    BigDecimal[] solution = solved();
    BigDecimal[] ax = new BigDecimal[p];
    BigDecimal square = BigDecimal.ZERO;
    for (int i = 0; i < p; i++) {
      ax[i] = BigDecimal.ZERO;
      for (int j = 0; j < p; j++) {
        ax[i] = ax[i].add(a[i][j].multiply(new BigDecimal(row.x()[j]), DIGITS), DIGITS);
      }
      square = square.add(ax[i].multiply(new BigDecimal(row.x()[i]), DIGITS), DIGITS);
    }
    if (square.signum() > 0) {
      BigDecimal share = BigDecimal.ONE.subtract(forgetting).divide(square, DIGITS);
      for (int i = 0; i < p; i++) {
        b[i] = BigDecimal.ZERO;
        for (int j = 0; j < p; j++) {
          BigDecimal gone = share.multiply(ax[i].multiply(ax[j], DIGITS), DIGITS);
          a[i][j] = plain(a[i][j].subtract(gone, DIGITS));
          b[i] = plain(b[i].add(a[i][j].multiply(solution[j], DIGITS), DIGITS));
        }
      }
    }
    add(row, row.weight());
  }

  /** A zero may drag an exponent along that grows from product to product. */
  private static BigDecimal plain(BigDecimal value) {
    return value.signum() == 0 ? BigDecimal.ZERO : value;
  }

  void unlearn(OrdinaryStream.Row row) {
    add(row, -row.weight());
  }

  /** Adds what another one has learned; the prior counts once. */
  void merge(ExactLeastSquares other) {
    fade();
    other.fade();
    for (int i = 0; i < b.length; i++) {
      b[i] = b[i].add(other.b[i], DIGITS);
      for (int j = 0; j < b.length; j++) {
        a[i][j] = a[i][j].add(other.a[i][j], DIGITS);
      }
      a[i][i] = a[i][i].subtract(new BigDecimal(prior[i]), DIGITS);
    }
  }

  private void add(OrdinaryStream.Row row, double weight) {
    double[] x = row.x();
    if (weight == 0 || Oracle.norm(x) == 0) {
      return;
    }
    fade();
    BigDecimal error = new BigDecimal(row.y());
    for (int i = 0; i < x.length; i++) {
      error = error.subtract(new BigDecimal(x[i]).multiply(new BigDecimal(start[i])), DIGITS);
    }
    for (int i = 0; i < x.length; i++) {
      BigDecimal scaled = new BigDecimal(weight).multiply(new BigDecimal(x[i]), DIGITS);
      b[i] = b[i].add(scaled.multiply(error, DIGITS), DIGITS);
      for (int j = 0; j <= i; j++) {
        a[i][j] = a[i][j].add(scaled.multiply(new BigDecimal(x[j]), DIGITS), DIGITS);
        a[j][i] = a[i][j];
      }
    }
  }

  private void fade() {
    if (faded > 0 && forgetting.compareTo(BigDecimal.ONE) < 0) {
      BigDecimal factor = forgetting.pow(faded, DIGITS);
      for (int i = 0; i < b.length; i++) {
        b[i] = b[i].multiply(factor, DIGITS);
        for (int j = 0; j < b.length; j++) {
          a[i][j] = a[i][j].multiply(factor, DIGITS);
        }
      }
    }
    faded = 0;
  }

  double[] weights() {
    BigDecimal[] solution = solved();
    double[] weights = new double[start.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = solution[i].add(new BigDecimal(start[i]), DIGITS).doubleValue();
    }
    return weights;
  }

  /** √Aᵢᵢ: the size of column i in the fit. */
  double[] scales() {
    fade();
    double[] scales = new double[start.length];
    for (int i = 0; i < scales.length; i++) {
      scales[i] = a[i][i].sqrt(MathContext.DECIMAL64).doubleValue();
    }
    return scales;
  }

  /**
   * p Σ Aᵢᵢ (A⁻¹)ᵢᵢ: at least the condition of A with its diagonal scaled to 1, at most p² of it.
   */
  double condition() {
    fade();
    BigDecimal[][] inverse = inverse();
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < start.length; i++) {
      sum = sum.add(a[i][i].multiply(inverse[i][i], DIGITS), DIGITS);
    }
    return start.length * sum.doubleValue();
  }

  /** tr A tr A⁻¹: the condition of A as it is, or up to p² times that. */
  double conditionInUnits() {
    fade();
    BigDecimal[][] inverse = inverse();
    BigDecimal trace = BigDecimal.ZERO;
    BigDecimal inverseTrace = BigDecimal.ZERO;
    for (int i = 0; i < start.length; i++) {
      trace = trace.add(a[i][i], DIGITS);
      inverseTrace = inverseTrace.add(inverse[i][i], DIGITS);
    }
    return trace.multiply(inverseTrace, DIGITS).doubleValue();
  }

  private BigDecimal[][] inverse() {
    BigDecimal[][] inverse = new BigDecimal[start.length][start.length];
    for (int i = 0; i < inverse.length; i++) {
      Arrays.fill(inverse[i], BigDecimal.ZERO);
      inverse[i][i] = BigDecimal.ONE;
    }
    solve(a, inverse);
    return inverse;
  }

  private BigDecimal[] solved() {
    BigDecimal[] solution = b.clone();
    solve(a, new BigDecimal[][] {solution});
    return solution;
  }

  /** The difference of two weight vectors in units of the larger parts of an answer. */
  static double scaledError(double[] actual, double[] expected, double[] scales) {
    double error = 0;
    double size = Double.MIN_NORMAL;
    for (int i = 0; i < scales.length; i++) {
      error = Math.max(error, Math.abs(actual[i] - expected[i]) * scales[i]);
      size = Math.max(size, Math.abs(expected[i]) * scales[i]);
    }
    return error / size;
  }

  /** Gauss' elimination without pivots, for positive definite matrices; overwrites the right. */
  private static void solve(BigDecimal[][] matrix, BigDecimal[][] rights) {
    int p = matrix.length;
    BigDecimal[][] rows = new BigDecimal[p][];
    for (int i = 0; i < p; i++) {
      rows[i] = matrix[i].clone();
    }
    for (int k = 0; k < p; k++) {
      for (int i = k + 1; i < p; i++) {
        BigDecimal factor = rows[i][k].divide(rows[k][k], DIGITS);
        for (int j = k; j < p; j++) {
          rows[i][j] = rows[i][j].subtract(factor.multiply(rows[k][j], DIGITS), DIGITS);
        }
        for (BigDecimal[] x : rights) {
          x[i] = x[i].subtract(factor.multiply(x[k], DIGITS), DIGITS);
        }
      }
    }
    for (BigDecimal[] x : rights) {
      for (int i = p - 1; i >= 0; i--) {
        for (int j = i + 1; j < p; j++) {
          x[i] = x[i].subtract(rows[i][j].multiply(x[j], DIGITS), DIGITS);
        }
        x[i] = x[i].divide(rows[i][i], DIGITS);
      }
    }
  }

  /**
   * The same weights by another way: modified Gram-Schmidt on the columns of all rows, those of the
   * prior first, in the inner product of the faded weights.
   */
  static double[] byOrthogonalColumns(OrdinaryStream stream) {
    int p = stream.start().length;
    List<OrdinaryStream.Row> rows = stream.rows();
    int n = rows.size();
    BigDecimal[] weight = new BigDecimal[p + n];
    BigDecimal[][] columns = new BigDecimal[p + 1][p + n];
    BigDecimal faded = BigDecimal.ONE;
    for (int k = n - 1; k >= 0; k--) {
      weight[p + k] = faded.multiply(new BigDecimal(rows.get(k).weight()), DIGITS);
      faded = faded.multiply(new BigDecimal(stream.forgetting()), DIGITS);
    }
    for (int k = 0; k < p + n; k++) {
      BigDecimal rest = k < p ? BigDecimal.ZERO : new BigDecimal(rows.get(k - p).y());
      for (int j = 0; j < p; j++) {
        double entry = k < p ? (k == j ? 1 : 0) : rows.get(k - p).x()[j];
        columns[j][k] = new BigDecimal(entry);
        if (k >= p) {
          rest = rest.subtract(columns[j][k].multiply(new BigDecimal(stream.start()[j])), DIGITS);
        }
      }
      columns[p][k] = rest;
      if (k < p) {
        weight[k] = faded.multiply(new BigDecimal(stream.prior()[k]), DIGITS);
      }
    }
    BigDecimal[][] r = new BigDecimal[p][p + 1];
    for (int i = 0; i < p; i++) {
      BigDecimal square = inner(columns[i], columns[i], weight);
      for (int j = i + 1; j <= p; j++) {
        r[i][j] = inner(columns[i], columns[j], weight).divide(square, DIGITS);
        for (int k = 0; k < p + n; k++) {
          columns[j][k] = columns[j][k].subtract(r[i][j].multiply(columns[i][k], DIGITS), DIGITS);
        }
      }
    }
    double[] weights = new double[p];
    BigDecimal[] solution = new BigDecimal[p];
    for (int i = p - 1; i >= 0; i--) {
      solution[i] = r[i][p];
      for (int j = i + 1; j < p; j++) {
        solution[i] = solution[i].subtract(r[i][j].multiply(solution[j], DIGITS), DIGITS);
      }
      weights[i] = solution[i].add(new BigDecimal(stream.start()[i]), DIGITS).doubleValue();
    }
    return weights;
  }

  private static BigDecimal inner(BigDecimal[] a, BigDecimal[] b, BigDecimal[] weight) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int k = 0; k < a.length; k++) {
      if (a[k].signum() != 0 && b[k].signum() != 0) {
        sum = sum.add(a[k].multiply(b[k], DIGITS).multiply(weight[k], DIGITS), DIGITS);
      }
    }
    return sum;
  }
}

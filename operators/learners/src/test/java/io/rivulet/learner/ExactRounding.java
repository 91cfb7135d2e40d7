package io.rivulet.learner;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The ridge regression of samples, w = A⁻¹ Σ ω x y / R, A = η I + Σ ω x xᵀ / R, in 500 digits, and
 * how far rounding of each sample moves it: a change δ of x moves w by
 *
 * <pre>
 * ω / R (A⁻¹ δ (y - xᵀw) - A⁻¹ x δᵀw),   and one of y by ω / R A⁻¹ x
 * </pre>
 */
public final class ExactRounding {

  private static final MathContext DIGITS = new MathContext(500);

  private record Row(double[] x, double y, double weight) {}

  private final BigDecimal noise;
  private final BigDecimal[][] information;
  private final BigDecimal[] right;
  private final List<Row> rows = new ArrayList<>();

  private BigDecimal[][] covariance;
  private BigDecimal[] weights;

  public ExactRounding(int p, double priorPrecision, double noise) {
    this.noise = new BigDecimal(noise);
    this.information = new BigDecimal[p][p];
    this.right = new BigDecimal[p];
    Arrays.fill(right, BigDecimal.ZERO);
    for (int i = 0; i < p; i++) {
      Arrays.fill(information[i], BigDecimal.ZERO);
      information[i][i] = new BigDecimal(priorPrecision);
    }
  }

  public void learn(double[] x, double y, double weight) {
    rows.add(new Row(x, y, weight));
    BigDecimal share = new BigDecimal(weight).divide(noise, DIGITS);
    for (int i = 0; i < x.length; i++) {
      BigDecimal part = share.multiply(new BigDecimal(x[i]), DIGITS);
      right[i] = right[i].add(part.multiply(new BigDecimal(y)), DIGITS);
      for (int j = 0; j < x.length; j++) {
        information[i][j] = information[i][j].add(part.multiply(new BigDecimal(x[j])), DIGITS);
      }
    }
  }

  /** Solves for the weights. */
  public void solve() {
    covariance = inverse(information);
    weights = product(covariance, right);
  }

  /** |w - exact| for each weight. */
  public double[] error(double[] w) {
    double[] error = new double[w.length];
    Arrays.setAll(
        error, j -> weights[j].subtract(new BigDecimal(w[j])).abs().round(DIGITS).doubleValue());
    return error;
  }

  /** The posterior deviation of each weight. */
  double[] deviations() {
    double[] deviations = new double[weights.length];
    Arrays.setAll(deviations, j -> covariance[j][j].sqrt(MathContext.DECIMAL64).doubleValue());
    return deviations;
  }

  /**
   * How far each weight moves when every entry of a sample is changed by up to itself, or by up to
   * the sample's length, and every target by up to itself.
   *
   * @param most the largest value of each weight on the way: errors were made with it
   * @param byLength whether rounding counts relative to a sample's length
   */
  public double[] reach(double[] most, boolean byLength) {
    double[] reach = new double[most.length];
    for (Row row : rows) {
      double[] change = Arrays.stream(row.x).map(Math::abs).toArray();
      if (byLength) {
        Arrays.fill(change, Oracle.norm(row.x));
      }
      BigDecimal share = new BigDecimal(row.weight).divide(noise, DIGITS);
      BigDecimal[] x = exact(row.x);
      BigDecimal rest = new BigDecimal(row.y);
      for (int j = 0; j < x.length; j++) {
        rest = rest.subtract(x[j].multiply(weights[j]), DIGITS);
      }
      BigDecimal answer = new BigDecimal(Math.abs(row.y) + Oracle.dot(change, most));
      BigDecimal[] gain = product(covariance, x);
      BigDecimal[] spread = product(absolute(covariance), exact(change));
      for (int j = 0; j < reach.length; j++) {
        BigDecimal byInput = spread[j].multiply(rest.abs());
        BigDecimal byAnswer = gain[j].abs().multiply(answer);
        reach[j] += byInput.add(byAnswer).multiply(share, DIGITS).doubleValue();
      }
    }
    return reach;
  }

  private static BigDecimal[] exact(double[] x) {
    return Arrays.stream(x).mapToObj(BigDecimal::new).toArray(BigDecimal[]::new);
  }

  private static BigDecimal[][] absolute(BigDecimal[][] matrix) {
    return Arrays.stream(matrix)
        .map(row -> Arrays.stream(row).map(BigDecimal::abs).toArray(BigDecimal[]::new))
        .toArray(BigDecimal[][]::new);
  }

  public static BigDecimal[] product(BigDecimal[][] matrix, BigDecimal[] x) {
    BigDecimal[] product = new BigDecimal[x.length];
    for (int i = 0; i < x.length; i++) {
      product[i] = BigDecimal.ZERO;
      for (int j = 0; j < x.length; j++) {
        product[i] = product[i].add(matrix[i][j].multiply(x[j], DIGITS), DIGITS);
      }
    }
    return product;
  }

  /** Gauss and Jordan; no pivoting, as the matrix is positive definite. */
  public static BigDecimal[][] inverse(BigDecimal[][] matrix) {
    int p = matrix.length;
    BigDecimal[][] a = new BigDecimal[p][2 * p];
    for (int i = 0; i < p; i++) {
      Arrays.fill(a[i], BigDecimal.ZERO);
      System.arraycopy(matrix[i], 0, a[i], 0, p);
      a[i][p + i] = BigDecimal.ONE;
    }
    for (int k = 0; k < p; k++) {
      BigDecimal pivot = a[k][k];
      for (int j = k; j < 2 * p; j++) {
        a[k][j] = a[k][j].divide(pivot, DIGITS);
      }
      for (int i = 0; i < p; i++) {
        BigDecimal factor = a[i][k];
        for (int j = k; i != k && j < 2 * p; j++) {
          a[i][j] = a[i][j].subtract(factor.multiply(a[k][j], DIGITS), DIGITS);
        }
      }
    }
    return Arrays.stream(a)
        .map(row -> Arrays.copyOfRange(row, p, 2 * p))
        .toArray(BigDecimal[][]::new);
  }
}

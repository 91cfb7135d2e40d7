package io.rivulet.learner;

import io.rivulet.kernel.SymmetricMatrix;
import io.rivulet.state.Moments;

/**
 * The coordinates of {@code standardize}: numeric columns about their mean mⱼ, with the ridge in
 * units of their population deviation, so that the unit of a column decides nothing:
 *
 * <pre>
 * (T x)ⱼ = xⱼ - mⱼ,   vⱼ = Σ ω (xⱼ - mⱼ)² / n,   Πⱼ = ridge vⱼ
 * </pre>
 *
 * Other columns stay as they are, with the ridge itself. The last coordinate is the constant 1; its
 * weight is the intercept at the means, with the precision of the bias. A numeric column whose
 * variance is at most 1e-12 of its mean square is void: sums cannot tell it from a constant.
 *
 * <p>All is made from the sums of the samples, so that it is the same in any order, after merges,
 * and when samples have left.
 */
final class CentredFrame implements Frame {

  /** Relative to the mean square, a variance that counts as none. */
  private static final double CONSTANT = 1e-12;

  private final double ridge;
  private final double biasPrecision;
  private final boolean[] numeric;
  private final int bias;
  private final boolean[] empty;
  private final double[] mean;
  private final double[] square;
  private final double[] precision;
  private SymmetricMatrix sums;
  private int voids;
  private double amplification;

  /**
   * @param numeric which columns are standardised; the last, the bias, is none
   */
  CentredFrame(LedgerPrior prior, boolean[] numeric) {
    int rows = numeric.length;
    this.ridge = prior.ridge();
    this.biasPrecision = prior.bias().orElse(ridge);
    this.numeric = numeric;
    this.bias = rows - 1;
    this.empty = new boolean[rows];
    this.mean = new double[rows];
    this.square = new double[rows];
    this.precision = new double[rows];
  }

  @Override
  public void follow(Moments moments) {
    sums = moments.second();
    voids = 0;
    amplification = 1;
    double n = sums.diagonal(bias);
    for (int j = 0; j <= bias; j++) {
      double raw = sums.diagonal(j);
      mean[j] = numeric[j] && n > 0 ? sums.entry(bias, j) / n : 0;
      square[j] = raw - mean[j] * sums.entry(bias, j);
      precision[j] = precision(j, n);
      empty[j] = numeric[j] ? !(n > 0 && square[j] > CONSTANT * raw) : !(raw + precision[j] > 0);
      if (empty[j]) {
        mean[j] = 0;
        precision[j] = 0;
        voids++;
      } else if (numeric[j]) {
        amplification = Math.max(amplification, raw / square[j]);
      }
    }
  }

  private double precision(int j, double n) {
    if (j == bias) {
      return biasPrecision;
    }
    return numeric[j] ? ridge * (square[j] / n) : ridge;
  }

  @Override
  public void curvature(double[][] into) {
    sums.copyInto(into);
    for (int i = 0; i <= bias; i++) {
      for (int j = 0; j <= i; j++) {
        if (empty[i] || empty[j]) {
          into[i][j] = i == j ? 1 : 0;
        } else {
          into[i][j] = i == j ? square[i] + precision[i] : centred(i, j);
        }
      }
    }
  }

  private double centred(int i, int j) {
    if (numeric[j]) {
      return i == bias ? 0 : sums.entry(i, j) - mean[j] * sums.entry(bias, i);
    }
    return sums.entry(i, j) - mean[i] * sums.entry(bias, j);
  }

  @Override
  public double[] precision() {
    return precision;
  }

  @Override
  public int voids() {
    return voids;
  }

  @Override
  public double square(int j) {
    return square[j];
  }

  @Override
  public void enter(double[] x) {
    for (int j = 0; j <= bias; j++) {
      x[j] = empty[j] ? 0 : x[j] - mean[j] * x[bias];
    }
  }

  @Override
  public void leave(double[] w) {
    for (int j = 0; j < bias; j++) {
      w[bias] -= mean[j] * w[j];
    }
  }

  @Override
  public double amplification() {
    return amplification;
  }

  @Override
  public double[] lengths() {
    return null;
  }

  @Override
  public boolean steady() {
    return false;
  }
}

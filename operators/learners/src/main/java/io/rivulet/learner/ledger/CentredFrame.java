package io.rivulet.learner.ledger;

import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.Twofold;
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
 * weight is the intercept at the means, with the precision of the bias. There the prior is
 * diagonal, and with the sums A of samples H = T A Tᵀ + Π.
 *
 * <p>A numeric column whose variance is at most 1e-12 of its mean square counts as constant: like
 * any coordinate that nothing determines and that has no prior it is <em>void</em>. Its row of H is
 * that of the identity, its inputs are zero, and its weight stays at the start.
 *
 * <p>All is made from the sums of the samples, so that it is the same in any order, after merges,
 * and when samples have left. The sums have twice the digits: a variance of 1e-12 of the mean
 * square is still right to a double, after any number of samples, and a constant column stays one.
 */
final class CentredFrame {

  /** The part of the mean square up to which a variance counts as 0. */
  private static final double CONSTANT = 1e-12;

  private final double ridge;
  private final double biasPrecision;
  private final boolean[] numeric;
  private final int bias;
  private final boolean[] empty;
  private final double[] mean;
  private final double[] meanTail;
  private final double[] square;
  private final double[] precision;
  private final Twofold sum = new Twofold();
  private final Twofold product = new Twofold();
  private Moments sums;
  private Moments tails;
  private int voids;

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
    this.meanTail = new double[rows];
    this.square = new double[rows];
    this.precision = new double[rows];
  }

  /** Computes the frame of these sums, which all other methods refer to until the next call. */
  void follow(Moments moments) {
    sums = moments;
    tails = moments.tail() == null ? none(moments) : moments.tail();
    voids = 0;
    double n = second(bias, bias).value();
    double tail = sum.tail();
    for (int j = 0; j <= bias; j++) {
      boolean moves = numeric[j] && n > 0;
      mean[j] = moves ? second(bias, j).divide(n, tail).value() : 0;
      meanTail[j] = moves ? sum.tail() : 0;
      square[j] = moved(j, j);
      precision[j] = precision(j, n);
      double raw = moments.second().diagonal(j);
      empty[j] = numeric[j] ? !(n > 0 && square[j] > CONSTANT * raw) : !(raw + precision[j] > 0);
      if (empty[j]) {
        clear(j);
      }
    }
  }

  private static Moments none(Moments moments) {
    return Moments.empty(moments.second().size(), moments.first().length);
  }

  private double precision(int j, double n) {
    if (j == bias) {
      return biasPrecision;
    }
    return numeric[j] ? ridge * (square[j] / n) : ridge;
  }

  private void clear(int j) {
    mean[j] = 0;
    meanTail[j] = 0;
    precision[j] = 0;
    voids++;
  }

  /** Loads Σ ω xᵢ xⱼ. */
  private Twofold second(int i, int j) {
    return sum.set(sums.second().entry(i, j), tails.second().entry(i, j));
  }

  /** Loads Σ ω xᵢ y. */
  private Twofold first(int output, int i) {
    return sum.set(sums.first()[output][i], tails.first()[output][i]);
  }

  /** Σ ω (xⱼ - mⱼ) xᵢ. */
  private double moved(int i, int j) {
    Twofold other = second(bias, i);
    double value = other.value();
    double tail = other.tail();
    return second(i, j).addProduct(-mean[j], -meanTail[j], value, tail).value();
  }

  /** H, as rows of a lower triangle of 1 to p entries. O(p²). */
  void curvature(double[][] into) {
    for (int i = 0; i <= bias; i++) {
      for (int j = 0; j < i; j++) {
        into[i][j] = empty[i] || empty[j] ? 0 : centred(i, j);
      }
      into[i][i] = empty[i] ? 1 : square[i] + precision[i];
    }
  }

  private double centred(int i, int j) {
    if (numeric[j]) {
      return i == bias ? 0 : moved(i, j);
    }
    return moved(j, i);
  }

  /** Π, 0 for what is void; not copied. */
  double[] precision() {
    return precision;
  }

  /** How many coordinates are void. */
  int voids() {
    return voids;
  }

  /** Σ ω (T x)ⱼ². */
  double square(int j) {
    return square[j];
  }

  /** x ← T x of an input; zero where void. O(p). */
  void enter(double[] x) {
    for (int j = 0; j <= bias; j++) {
      x[j] = empty[j] ? 0 : (x[j] - mean[j] * x[bias]) - meanTail[j] * x[bias];
    }
  }

  /** T (B - A w) of an output, zero where void: what its weights w leave to learn. O(p²). */
  void remainder(int output, double[] w, double[] into) {
    remainder(output, bias, w);
    double value = sum.value();
    double tail = sum.tail();
    into[bias] = empty[bias] ? 0 : value;
    for (int j = 0; j < bias; j++) {
      if (empty[j]) {
        into[j] = 0;
      } else {
        remainder(output, j, w);
        into[j] = sum.addProduct(-mean[j], -meanTail[j], value, tail).value();
      }
    }
  }

  /** Leaves row i of B - A w in the sum. */
  private void remainder(int output, int i, double[] w) {
    product.set(0, 0);
    for (int k = 0; k <= bias; k++) {
      if (w[k] != 0) {
        second(i, k);
        product.addProduct(sum.value(), sum.tail(), -w[k], 0);
      }
    }
    first(output, i).add(product.value(), product.tail());
  }

  /** c - 2 bᵀ w + wᵀ A w, the squared error of an output with weights w. O(p²). */
  double error(int output, double[] w) {
    double[] twice = w.clone();
    Lanes.scale(2, twice, twice.length);
    Twofold error = new Twofold().set(sums.squares()[output], tails.squares()[output]);
    for (int i = 0; i <= bias; i++) {
      first(output, i);
      product.set(0, 0).addProduct(sum.value(), sum.tail(), -2, 0);
      sums.second().addRow(i, twice, i, tails.second(), product);
      second(i, i);
      product.addProduct(sum.value(), sum.tail(), w[i], 0);
      error.addProduct(product.value(), product.tail(), w[i], 0);
    }
    return error.value();
  }

  /** w ← Tᵀ w, from weights of T x to weights of x. O(p). */
  void leave(double[] w) {
    product.set(w[bias], 0);
    for (int j = 0; j < bias; j++) {
      product.addProduct(-mean[j], -meanTail[j], w[j], 0);
    }
    w[bias] = product.value();
  }
}

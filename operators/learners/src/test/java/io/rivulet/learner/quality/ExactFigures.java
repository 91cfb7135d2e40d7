package io.rivulet.learner.quality;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;

/**
 * The figures of a window by their definitions, from exact sums over all rows.
 *
 * @param rows the rows of the window
 */
record ExactFigures(List<Compared> rows) {

  private static final MathContext DIGITS = new MathContext(60);

  /** The rounding of one operation. */
  static final double ROUNDING = 0x1p-53;

  double mae() {
    return meanOverOutputs(j -> mean(row -> Math.abs(row.e()[j])).doubleValue());
  }

  double meanError() {
    return meanOverOutputs(j -> mean(row -> row.e()[j]).doubleValue());
  }

  double rmse() {
    return meanOverOutputs(j -> squares(j).divide(size(), DIGITS).sqrt(DIGITS).doubleValue());
  }

  double r2() {
    double sum = 0;
    int varying = 0;
    for (int j = 0; j < outputs(); j++) {
      if (variation(j).signum() > 0) {
        sum += 1 - unexplained(j);
        varying++;
      }
    }
    return sum / varying;
  }

  double coverage() {
    if (rows.get(0).variance() == null) {
      return Double.NaN;
    }
    int inside = 0;
    for (Compared row : rows) {
      for (int j = 0; j < outputs(); j++) {
        inside += Math.abs(row.e()[j]) / Math.sqrt(row.variance()[j]) <= 1.959963984540054 ? 1 : 0;
      }
    }
    return (double) inside / (rows.size() * outputs());
  }

  /**
   * A bound of the relative error of mae and rmse: that of a sum of as many positive numbers, and
   * of what makes a figure of it.
   */
  double relativeRounding() {
    return (rows.size() + 10) * ROUNDING;
  }

  /**
   * A bound of the error of r2. A variation that is summed about the running mean of z = y - y₁ is
   * off by a factor of n κ ε, κ² = 1 + n (mean of z)² / variation (T. Chan, G. Golub, R. LeVeque,
   * The American Statistician 37, 1983); the factor 4 covers the roundings of each term.
   */
  double roundingOfR2() {
    double bound = 4 * ROUNDING;
    for (int j = 0; j < outputs(); j++) {
      if (variation(j).signum() > 0) {
        bound += unexplained(j) * 4 * (rows.size() + 10) * condition(j) * ROUNDING;
      }
    }
    return bound;
  }

  private double condition(int j) {
    BigDecimal away = mean(row -> row.y()[j]).subtract(new BigDecimal(rows.get(0).y()[j]));
    BigDecimal square = away.multiply(away).multiply(size());
    return Math.sqrt(1 + square.divide(variation(j), DIGITS).doubleValue());
  }

  private double unexplained(int j) {
    return squares(j).divide(variation(j), DIGITS).doubleValue();
  }

  private BigDecimal squares(int j) {
    return sum(row -> new BigDecimal(row.e()[j]).pow(2));
  }

  /** Σ y² - (Σ y)² / n; without a division it is exactly 0 when no target varies. */
  private BigDecimal variation(int j) {
    BigDecimal sum = sum(row -> new BigDecimal(row.y()[j]));
    BigDecimal squares = sum(row -> new BigDecimal(row.y()[j]).pow(2));
    return squares.multiply(size()).subtract(sum.pow(2)).divide(size(), DIGITS);
  }

  private BigDecimal mean(ToDoubleFunction<Compared> number) {
    return sum(row -> new BigDecimal(number.applyAsDouble(row))).divide(size(), DIGITS);
  }

  private BigDecimal sum(Function<Compared, BigDecimal> term) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Compared row : rows) {
      sum = sum.add(term.apply(row));
    }
    return sum;
  }

  private double meanOverOutputs(IntToDoubleFunction figure) {
    double sum = 0;
    for (int j = 0; j < outputs(); j++) {
      sum += figure.applyAsDouble(j) / outputs();
    }
    return sum;
  }

  private int outputs() {
    return rows.get(0).y().length;
  }

  private BigDecimal size() {
    return BigDecimal.valueOf(rows.size());
  }
}

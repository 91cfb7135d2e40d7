package io.rivulet.learner.ledger;

import io.rivulet.kernel.Twofold;
import io.rivulet.state.Moments;
import io.rivulet.state.RidgeEstimate;

/**
 * Makes a {@link RidgeEstimate} anew from sums of samples: it factors H = A + Π = L D⁻¹ Lᵀ, with L
 * unit lower triangular and 1/Dⱼ its pivots, by elimination in twice the digits, and solves for the
 * weights with it:
 *
 * <pre>
 * Lᵀ W = D L⁻¹ (B + Π W₀),   rest = c + w₀ᵀ Π w₀ - Σⱼ tⱼ² / Dⱼ,   t = D L⁻¹ (b + Π w₀)
 * </pre>
 *
 * The estimate learns row j of Lᵀ as a sample of weight 1/Dⱼ and target tⱼ. Where the pivot is so
 * small beside Hⱼⱼ that it may be rounding alone, the row is left out and its direction stays open.
 * O(p³).
 */
final class LedgerSums {

  /** The part of Hⱼⱼ up to which a pivot is rounding, for sums of twice the digits. */
  private static final double WIDE_CUT = 0x1p-86;

  /** The relative rounding of sums of twice the digits. */
  private static final double WIDE_ROUNDING = 0x1p-100;

  /** The relative rounding of sums of doubles. */
  private static final double SUM_ROUNDING = 0x1p-51;

  /** The part of Hⱼⱼ up to which a pivot is rounding, for sums of doubles without a prior. */
  private static final double CUT = 1e-12;

  /** Like {@link #CUT} under a prior of every weight, times p. */
  private static final double ROUNDING = 0x1p-51;

  private final double[] precision;
  private final double[][] start;
  private final boolean proper;
  private final RidgePass pass;

  private double[][] high;
  private double[][] tail;
  private double[][] right;
  private double[][] rightTail;
  private int weakest;
  private double least;
  private double cancelled;

  LedgerSums(LedgerPrior prior, double[][] start, RidgePass pass) {
    this.precision = prior.diagonal(start[0].length);
    this.start = start;
    this.proper = prior.proper();
    this.pass = pass;
  }

  /**
   * Sets an estimate of which nothing is known yet, with weights W₀ and without a prior, to that of
   * all samples.
   *
   * @return whether the numbers stay finite
   */
  boolean fill(RidgeEstimate estimate, Moments moments) {
    int p = precision.length;
    load(moments);
    double cut = moments.tail() != null ? WIDE_CUT : proper ? p * ROUNDING : CUT;
    double[] diagonal = new double[p];
    for (int j = 0; j < p; j++) {
      diagonal[j] = high[j][j];
    }
    Twofold[] rest = rests(moments);
    boolean[] kept = new boolean[p];
    weakest = 0;
    least = 1;
    cancelled = 0;
    for (int j = 0; j < p; j++) {
      double share = diagonal[j] > 0 ? high[j][j] / diagonal[j] : diagonal[j] < 0 ? -1 : 0;
      if (share < least) {
        least = share;
        weakest = j;
      }
      kept[j] = share > cut;
      if (kept[j]) {
        eliminate(j, rest);
      }
    }
    return assemble(estimate, kept, rest);
  }

  /** The estimated share of a weight that is rounding of the sums; 1 when all of it may be. */
  double doubt(Moments moments) {
    double rounding = moments.tail() == null ? SUM_ROUNDING : WIDE_ROUNDING;
    return least > rounding ? rounding * Math.max(1 / least, cancelled) : 1;
  }

  /** The least of what is left of an Hⱼⱼ beside the columns before it, relative to it. */
  double least() {
    return least;
  }

  /** Where {@link #least} is. */
  int weakest() {
    return weakest;
  }

  private void load(Moments moments) {
    int p = precision.length;
    int q = start.length;
    high = new double[p][p];
    tail = new double[p][p];
    right = new double[q][p];
    rightTail = new double[q][p];
    moments.second().copyInto(high);
    Moments tails = moments.tail();
    if (tails != null) {
      tails.second().copyInto(tail);
    }
    Twofold sum = new Twofold();
    for (int i = 0; i < p; i++) {
      sum.set(high[i][i], tail[i][i]).add(precision[i], 0);
      high[i][i] = sum.value();
      tail[i][i] = sum.tail();
      for (int j = 0; j < q; j++) {
        sum.set(moments.first()[j][i], tails == null ? 0 : tails.first()[j][i]);
        sum.addProduct(precision[i], 0, start[j][i], 0);
        right[j][i] = sum.value();
        rightTail[j][i] = sum.tail();
      }
    }
  }

  /** c + w₀ᵀ Π w₀. */
  private Twofold[] rests(Moments moments) {
    Twofold[] rests = new Twofold[start.length];
    for (int j = 0; j < rests.length; j++) {
      double rounded = moments.tail() == null ? 0 : moments.tail().squares()[j];
      rests[j] = new Twofold().set(moments.squares()[j], rounded);
      for (int i = 0; i < precision.length; i++) {
        rests[j].addProduct(precision[i] * start[j][i], 0, start[j][i], 0);
      }
    }
    return rests;
  }

  /** Takes column j out of those behind it, and leaves row j of Lᵀ and its targets in place. */
  private void eliminate(int j, Twofold[] rest) {
    int p = precision.length;
    double[] column = new double[p];
    double[] columnTail = new double[p];
    for (int i = j; i < p; i++) {
      column[i] = high[i][j];
      columnTail[i] = tail[i][j];
    }
    Twofold ratio = new Twofold();
    Twofold sum = new Twofold();
    for (int i = j + 1; i < p; i++) {
      ratio.set(column[i], columnTail[i]).divide(column[j], columnTail[j]);
      subtract(ratio, column, columnTail, i, j + 1);
      for (int k = 0; k < right.length; k++) {
        sum.set(right[k][i], rightTail[k][i]);
        sum.addProduct(-ratio.value(), -ratio.tail(), right[k][j], rightTail[k][j]);
        right[k][i] = sum.value();
        rightTail[k][i] = sum.tail();
      }
      high[i][j] = ratio.value();
      tail[i][j] = ratio.tail();
    }
    for (int k = 0; k < right.length; k++) {
      ratio.set(right[k][j], rightTail[k][j]).divide(column[j], columnTail[j]);
      rest[k].addProduct(-ratio.value(), -ratio.tail(), right[k][j], rightTail[k][j]);
      right[k][j] = ratio.value();
      rightTail[k][j] = ratio.tail();
    }
  }

  /** Row i less a multiple of a column, from an entry on. */
  private void subtract(Twofold ratio, double[] column, double[] columnTail, int i, int from) {
    double factor = -ratio.value();
    double factorTail = -ratio.tail();
    double[] row = high[i];
    double[] rowTail = tail[i];
    Twofold sum = new Twofold();
    for (int k = from; k <= i; k++) {
      sum.set(row[k], rowTail[k]).addProduct(factor, factorTail, column[k], columnTail[k]);
      row[k] = sum.value();
      rowTail[k] = sum.tail();
    }
  }

  private boolean assemble(RidgeEstimate estimate, boolean[] kept, Twofold[] rest) {
    int p = precision.length;
    double[] row = new double[p];
    double[] target = new double[start.length];
    boolean finite = true;
    for (int j = p - 1; j >= 0; j--) {
      if (kept[j]) {
        row[j] = 1;
        for (int i = j + 1; i < p; i++) {
          row[i] = high[i][j];
        }
        for (int k = 0; k < target.length; k++) {
          target[k] = right[k][j];
        }
        finite &= pass.take(estimate, row, j, target, high[j][j]);
      }
      row[j] = 0;
    }
    for (int k = 0; k < target.length; k++) {
      estimate.rest()[k] = Math.max(0, rest[k].value());
      substitute(k, kept, estimate.weights()[k]);
    }
    return finite;
  }

  /** Weights of Lᵀ W = D L⁻¹ (B + Π W₀) in twice the digits; 0 where a row is left out. O(p²). */
  private void substitute(int output, boolean[] kept, double[] weights) {
    int p = precision.length;
    double[] tails = new double[p];
    Twofold sum = new Twofold();
    for (int j = p - 1; j >= 0; j--) {
      sum.set(0, 0);
      double size = 0;
      if (kept[j]) {
        sum.set(right[output][j], rightTail[output][j]);
        for (int i = j + 1; i < p; i++) {
          sum.addProduct(-high[i][j], -tail[i][j], weights[i], tails[i]);
          size += Math.abs(high[i][j] * weights[i]);
        }
      }
      weights[j] = sum.value();
      cancelled = size > 0 ? Math.max(cancelled, size / Math.abs(weights[j])) : cancelled;
      tails[j] = sum.tail();
    }
  }
}

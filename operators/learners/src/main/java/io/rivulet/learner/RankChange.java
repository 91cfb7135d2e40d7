package io.rivulet.learner;

import io.rivulet.kernel.SymmetricMatrix;
import io.rivulet.record.RejectedException;

/**
 * A low-rank change P ← scale (P - Σ signₖ zₖ zₖᵀ) of a positive matrix, checked before it is
 * written. Scratch of one learner.
 */
final class RankChange {

  private final double rounding;
  private final double unit;
  private double[][] columns = {};
  private double[] signs = {};
  private int count;

  /** Of a matrix whose diagonal must stay positive. */
  RankChange() {
    this(0, 0);
  }

  /**
   * Of a matrix that may become singular: its diagonal may fall below 0 by rounding.
   *
   * @param rounding part of the largest diagonal entry, or of {@code unit} where that is larger
   */
  RankChange(double rounding, double unit) {
    this.rounding = rounding;
    this.unit = unit;
  }

  /** Starts a change of at most so many columns. */
  void start(int most) {
    if (columns.length < most) {
      columns = new double[most][];
      signs = new double[most];
    }
    count = 0;
  }

  /** Adds a column; not copied. */
  void add(double[] column, double sign) {
    columns[count] = column;
    signs[count] = sign;
    count++;
  }

  /**
   * Bounds the matrix that the change would give: its diagonal must stay positive, and, as |aᵢⱼ| ≤
   * max aᵢᵢ in a positive matrix, no entry may overflow. O(c p).
   *
   * @param matrix without a deferred change
   * @param shift what is added to the diagonal as well
   */
  void check(SymmetricMatrix matrix, double scale, double shift) throws RejectedException {
    double before = 0;
    double moved = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < matrix.size(); i++) {
      double entry = matrix.diagonal(i) + shift;
      before = Math.max(before, entry);
      for (int k = 0; k < count; k++) {
        double square = signs[k] * columns[k][i] * columns[k][i];
        entry -= square;
        moved = Math.max(moved, Math.abs(square));
      }
      least = Math.min(least, entry * scale);
    }
    if (!(least > -rounding * Math.max(unit, before))) {
      throw Linearisation.numeric("the diagonal of P would not be positive");
    }
    if (!Double.isFinite(2 * (before + count * moved) * scale)) {
      throw Linearisation.numeric("P would not be finite");
    }
  }

  /** Writes the change, deferred. */
  void write(SymmetricMatrix matrix, double scale) {
    matrix.change(columns, signs, count, scale);
  }
}

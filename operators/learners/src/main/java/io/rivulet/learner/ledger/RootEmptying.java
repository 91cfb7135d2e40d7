package io.rivulet.learner.ledger;

import io.rivulet.kernel.DiffuseFactor;
import io.rivulet.kernel.Lanes;
import io.rivulet.state.RidgeEstimate;
import io.rivulet.state.RootLedgerState;

/**
 * Tells whether rows that are to be taken out of a square-root ledger are all that it learned: what
 * is left is then the state before the first sample, which has no rotation to it where a weight has
 * no prior.
 *
 * <pre>
 * Lᵀ L - Π = Σ ω x xᵀ,   Lᵀ Z - Π W₀ = Σ ω x yᵀ,   rest + |Z|² - |W₀|²_Π = Σ ω y²
 * </pre>
 */
final class RootEmptying {

  /** The rounding that passes may have left in the factor, relative to the rows. */
  private static final double SLACK = 1e-9;

  /** The rounding of a comparison, relative to the whole sum with the prior. */
  private static final double ROUNDING = 0x1.0p-46;

  private final RootLedgerState full;
  private final RootLedgerState initial;

  /**
   * @param full with everything that was learned
   * @param initial before the first sample
   */
  RootEmptying(RootLedgerState full, RootLedgerState initial) {
    this.full = full;
    this.initial = initial;
  }

  /**
   * Whether rows of this weight, which is above 0, are all that was learned. O(p³) where their
   * number says so, O(1) elsewhere.
   */
  boolean takes(double[][] x, double[][] y, double weight) {
    if (Math.abs(full.n() - weight * x.length) > ROUNDING * full.n()) {
      return false;
    }
    double[][] all = columns(full);
    double[][] prior = columns(initial);
    double[][] rows = columns(x, y, Math.sqrt(weight));
    for (int a = 0; a < all.length; a++) {
      for (int b = 0; b <= a; b++) {
        double learned = product(all, full, a, b) - product(prior, initial, a, b);
        double slack =
            SLACK * Lanes.norm(rows[a]) * Lanes.norm(rows[b])
                + ROUNDING
                    * Math.sqrt(product(all, full, a, a))
                    * Math.sqrt(product(all, full, b, b));
        boolean known = b < x[0].length || a == b;
        if (known && !(Math.abs(learned - dot(rows, a, b)) <= slack)) {
          return false;
        }
      }
    }
    return true;
  }

  /** The columns of L = D^-½ U⁻¹, then those of Z = L W. */
  private static double[][] columns(RootLedgerState state) {
    RidgeEstimate estimate = state.estimate();
    DiffuseFactor spread = estimate.spread();
    int p = spread.size();
    int q = estimate.weights().length;
    double[][] columns = new double[p + q][p];
    double[] row = new double[p];
    for (int i = 0; i < p; i++) {
      if (!spread.open(i)) {
        spread.inverseRow(i, row);
        Lanes.scale(1 / Math.sqrt(spread.variance(i)), row, p);
        for (int j = 0; j < p + q; j++) {
          columns[j][i] = j < p ? row[j] : Lanes.dot(row, estimate.weights()[j - p], p);
        }
      }
    }
    return columns;
  }

  /** The columns of x, then those of y, in units of the root of a weight. */
  private static double[][] columns(double[][] x, double[][] y, double root) {
    int p = x[0].length;
    double[][] columns = new double[p + y[0].length][x.length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < columns.length; j++) {
        columns[j][i] = root * (j < p ? x[i][j] : y[i][j - p]);
      }
    }
    return columns;
  }

  private static double product(double[][] columns, RootLedgerState state, int a, int b) {
    RidgeEstimate estimate = state.estimate();
    int output = a - estimate.spread().size();
    return dot(columns, a, b) + (a == b && output >= 0 ? estimate.rest()[output] : 0);
  }

  private static double dot(double[][] columns, int a, int b) {
    return Lanes.dot(columns[a], columns[b], columns[a].length);
  }
}

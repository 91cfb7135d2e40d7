package io.rivulet.learner.ledger;

import io.rivulet.kernel.SymmetricMatrix;
import io.rivulet.learner.spec.ModelSpec;
import io.rivulet.learner.step.Refusal;
import io.rivulet.record.RejectedException;
import io.rivulet.state.Moments;

/**
 * The treatment of sums from which samples are removed: it distinguishes rounding from samples that
 * were never added. A column becomes empty when less remains of it than the rounding of its
 * previous sum.
 */
final class LedgerRemoval {

  /** The fraction of a previous sum of doubles up to which the rest is rounding. */
  private static final double ROUNDING = 0x1p-46;

  /** The same for sums with twice the digits. */
  private static final double WIDE_ROUNDING = 0x1p-92;

  /** The eigenvalue, relative to the previous scaled sums, that counts as rounding. */
  private static final double SLACK = 1e-12;

  private final ModelSpec model;
  private double[] before = {};
  private double shrinkage;

  LedgerRemoval(ModelSpec model) {
    this.model = model;
  }

  /**
   * Empties the columns of which nothing remains.
   *
   * @return whether there were any
   */
  boolean settle(Moments full, Moments rest) {
    int p = full.second().size();
    double rounding = rest.tail() == null ? ROUNDING : WIDE_ROUNDING;
    before = new double[p];
    shrinkage = 1;
    boolean[] gone = new boolean[p];
    boolean any = false;
    for (int j = 0; j < p; j++) {
      before[j] = full.second().diagonal(j);
      double left = rest.second().diagonal(j);
      gone[j] = Math.abs(left) <= rounding * before[j];
      any |= gone[j] && before[j] != 0;
      shrinkage = gone[j] ? shrinkage : Math.max(shrinkage, before[j] / Math.abs(left));
    }
    if (any) {
      empty(gone, rest);
      if (rest.tail() != null) {
        empty(gone, rest.tail());
      }
    }
    return any;
  }

  /**
   * Checks the remaining columns in the coordinates of a frame that follows them.
   *
   * @throws RejectedException {@code NUMERIC} when one is not a sum of squares
   */
  void requirePositive(CentredFrame frame) throws RejectedException {
    for (int j = 0; j < before.length; j++) {
      requirePositive(j, frame.square(j));
    }
  }

  /**
   * Checks the remaining columns. @throws RejectedException {@code NUMERIC} when one is not a sum
   * of squares
   */
  void requirePositive(Moments rest) throws RejectedException {
    for (int j = 0; j < before.length; j++) {
      requirePositive(j, rest.second().diagonal(j));
    }
  }

  private void requirePositive(int j, double square) throws RejectedException {
    if (square < -SLACK * before[j] || (before[j] == 0 && square < 0)) {
      throw neverIn(j);
    }
  }

  /**
   * Checks the least share that remains, with the prior, in the weakest direction.
   *
   * @throws RejectedException {@code NUMERIC} when it is not a sum of squares
   */
  void requirePositive(double least, int weakest) throws RejectedException {
    if (least < -SLACK * shrinkage) {
      throw neverIn(weakest);
    }
  }

  private RejectedException neverIn(int j) {
    return Refusal.numeric(
        "the samples to unlearn were not learned: less than nothing of "
            + model.column(j)
            + " would be left; unlearn only what was learned, with the same x, y and weight");
  }

  private static void empty(boolean[] gone, Moments rest) {
    SymmetricMatrix second = rest.second();
    double[][] lower = new double[gone.length][gone.length];
    second.copyInto(lower);
    for (int i = 0; i < gone.length; i++) {
      for (int j = 0; j <= i; j++) {
        lower[i][j] = gone[i] || gone[j] ? 0 : lower[i][j];
      }
      for (double[] column : rest.first()) {
        column[i] = gone[i] ? 0 : column[i];
      }
    }
    second.set(lower);
  }
}

package io.rivulet.learner.ledger;

import io.rivulet.kernel.SymmetricMatrix;
import io.rivulet.learner.spec.ModelSpec;
import io.rivulet.learner.step.Refusal;
import io.rivulet.record.RejectedException;
import io.rivulet.state.Moments;

/**
 * What becomes of sums when samples are taken out: rounding is told from samples that were never
 * in. A column of which less is left than the rounding of what it was is empty from then on.
 */
final class LedgerRemoval {

  /** Relative to a sum of doubles before, what is rounding after. */
  private static final double ROUNDING = 0x1p-46;

  /** The same of sums of twice the digits. */
  private static final double WIDE_ROUNDING = 0x1p-92;

  /** Relative to the scaled sums before, an eigenvalue that is rounding. */
  private static final double SLACK = 1e-12;

  private final ModelSpec model;
  private double[] before = {};
  private double shrinkage;

  LedgerRemoval(ModelSpec model) {
    this.model = model;
  }

  /**
   * Empties the columns of which nothing is left.
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
   * Checks the columns of what is left, as a frame that follows it has them.
   *
   * @throws RejectedException {@code NUMERIC} when one is no sum of squares
   */
  void requirePositive(CentredFrame frame) throws RejectedException {
    for (int j = 0; j < before.length; j++) {
      requirePositive(j, frame.square(j));
    }
  }

  /**
   * Checks the columns of what is left.
   *
   * @throws RejectedException {@code NUMERIC} when one is no sum of squares
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
   * Checks the least share of what is left, with the prior, in its weakest direction.
   *
   * @throws RejectedException {@code NUMERIC} when it is no sum of squares
   */
  void requirePositive(double least, int weakest) throws RejectedException {
    if (least < -SLACK * shrinkage) {
      throw neverIn(weakest);
    }
  }

  private RejectedException neverIn(int j) {
    return Refusal.numeric(
        "what is to be taken out was not learned: less than nothing of "
            + model.column(j)
            + " would be left; take out only what was learned, with the same x, y and weight");
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

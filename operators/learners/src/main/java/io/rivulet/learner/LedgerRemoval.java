package io.rivulet.learner;

import io.rivulet.kernel.SymmetricMatrix;
import io.rivulet.record.RejectedException;
import io.rivulet.state.Moments;

/**
 * What becomes of sums when samples are taken out: rounding is told from samples that were never
 * in. A column of which less is left than the rounding of what it was is empty from then on.
 */
final class LedgerRemoval {

  /** Relative to a sum before, what is rounding after. */
  private static final double ROUNDING = 0x1.0p-46;

  /** Relative to the scaled sums before, an eigenvalue that is rounding. */
  private static final double SLACK = 1e-12;

  private final ModelSpec model;
  private final Frame frame;
  private double[] before = {};
  private double shrinkage;

  LedgerRemoval(ModelSpec model, Frame frame) {
    this.model = model;
    this.frame = frame;
  }

  /** Empties the columns of which nothing is left. */
  void settle(Moments full, Moments rest) {
    int p = full.second().size();
    before = new double[p];
    shrinkage = 1;
    boolean[] gone = new boolean[p];
    boolean any = false;
    for (int j = 0; j < p; j++) {
      before[j] = full.second().diagonal(j);
      double left = rest.second().diagonal(j);
      gone[j] = Math.abs(left) <= ROUNDING * before[j];
      any |= gone[j] && left != 0;
      shrinkage = gone[j] ? shrinkage : Math.max(shrinkage, before[j] / Math.abs(left));
    }
    if (any) {
      empty(gone, rest);
      if (rest.tail() != null) {
        empty(gone, rest.tail());
      }
    }
  }

  /**
   * Checks what is left, which the frame follows.
   *
   * @throws RejectedException {@code NUMERIC} when it is no sum over samples and prior
   */
  void requirePositive(LedgerInverse inverse) throws RejectedException {
    for (int j = 0; j < before.length; j++) {
      if (frame.square(j) < -SLACK * before[j] || (before[j] == 0 && frame.square(j) < 0)) {
        throw neverIn(j);
      }
    }
    if (inverse.least() < -SLACK * shrinkage) {
      throw neverIn(inverse.weakest());
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

package io.rivulet.learner.step;

import io.rivulet.kernel.KnownProduct;
import io.rivulet.kernel.Lanes;
import io.rivulet.learner.spec.ModelSpec;
import io.rivulet.record.RejectedException;

/** New weights in scratch memory: they are computed there, checked, and then {@link Staged}. */
public final class Step {

  private static final double DECIDED = 0x1p-20;

  private final ModelSpec model;
  private final double[][] next;
  private final Staged staged = this::write;
  private double[][] weights;

  public Step(ModelSpec model) {
    this.model = model;
    this.next = new double[model.response().columns()][model.response().rows()];
  }

  /**
   * Starts from the current weights.
   *
   * @param weights the columns that a commit will write to
   */
  public void from(double[][] weights) {
    this.weights = weights;
    for (int j = 0; j < next.length; j++) {
      System.arraycopy(weights[j], 0, next[j], 0, next[j].length);
    }
  }

  /** The new weights so far, as columns; not copied. */
  public double[][] weights() {
    return next;
  }

  /** Adds factor Σₖ columnₖ coefficientₖᵀ: c columns of p entries times c rows of q entries. */
  public void add(double factor, double[][] columns, double[][] coefficients, int count) {
    for (int k = 0; k < count; k++) {
      for (int j = 0; j < next.length; j++) {
        Lanes.axpy(factor * coefficients[k][j], columns[k], next[j], next[j].length);
      }
    }
  }

  /**
   * Corrects xᵀ W after a change by column eᵀ that determines it and leaves no more than 2⁻²⁰ of
   * the error: xᵀ W becomes y - left e, which the rounding of one weight times a large input may
   * have missed by far.
   *
   * @param target y, one number for each output
   * @param error e; an output whose error is 0 was not changed
   */
  public void land(double[] x, double[] target, double[] column, double[] error, double left) {
    for (int j = 0; j < next.length && left < DECIDED; j++) {
      if (error[j] == 0) {
        continue;
      }
      double product = target[j] - left * error[j];
      KnownProduct.restore(product, x, next[j], column, error[j], column.length);
    }
  }

  /** Adds to column j. */
  public void add(int j, double[] change) {
    Lanes.axpy(1, change, next[j], change.length);
  }

  /** Adds a change given as p rows of q entries. */
  public void add(double[][] rows) {
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < next.length; j++) {
        next[j][i] += rows[i][j];
      }
    }
  }

  /** Whether every new weight is finite. */
  public boolean finite() {
    return Bounds.finite(next);
  }

  /**
   * Stages the new weights.
   *
   * @throws RejectedException {@code NUMERIC} when one is not finite
   */
  public Staged stage() throws RejectedException {
    if (!finite()) {
      throw Refusal.numeric("the new weights would not be finite");
    }
    return staged;
  }

  /**
   * Stages the new weights of a step along these gradients.
   *
   * @throws RejectedException {@code NUMERIC} when one is not finite, with the largest gradient
   */
  public Staged stage(double[][] gradient) throws RejectedException {
    if (!finite()) {
      throw Overflow.of(model, gradient, weights);
    }
    return staged;
  }

  private void write() {
    for (int j = 0; j < next.length; j++) {
      System.arraycopy(next[j], 0, weights[j], 0, next[j].length);
    }
  }
}

package io.rivulet.learner.step;

import io.rivulet.kernel.Lanes;
import io.rivulet.learner.spec.ModelSpec;
import io.rivulet.model.Response;
import io.rivulet.record.RejectedException;
import java.util.Arrays;

/**
 * A model at the weights of one moment: gradient columns G (p x c), answer F and, where there is a
 * target, error E = Y - F (both c x q). Once its {@link Linearisation} has made another, its
 * gradient can no longer be read; it changes only where it was asked for as {@link
 * Linearisation#alone}.
 */
public final class Linear {

  private final Linearisation maker;
  private long age;
  private double[][] gradient;
  private Answer answer;
  private double[] targets;
  private double[][] error;

  Linear(Linearisation maker) {
    this.maker = maker;
  }

  /** Becomes the model that its maker computed last. */
  Linear become(double[][] columns, Answer outcome, double[] y) {
    age = maker.age();
    gradient = columns;
    answer = outcome;
    targets = y;
    error = y == null ? null : rows(outcome.error(), columns.length);
    return this;
  }

  private double[][] rows(double[] stacked, int count) {
    if (count == 1) {
      double[][] row = error != null && error.length == 1 ? error : new double[1][];
      row[0] = stacked;
      return row;
    }
    int q = stacked.length / count;
    double[][] rows = new double[count][];
    for (int k = 0; k < count; k++) {
      rows[k] = Arrays.copyOfRange(stacked, k * q, (k + 1) * q);
    }
    return rows;
  }

  /** F, and E where there is a target. */
  public Answer answer() {
    return answer;
  }

  /**
   * G as c columns of p entries; neither copied nor to be modified.
   *
   * @throws IllegalStateException when another model was computed since
   */
  public double[][] gradient() {
    if (age != maker.age()) {
      throw new IllegalStateException(
          "the gradient belongs to an earlier sample; read it before the next model is computed");
    }
    return gradient;
  }

  /** E as c rows of q entries; neither copied nor to be modified. */
  public double[][] error() {
    return error;
  }

  /** Y of an example, row-major; neither copied nor to be modified. */
  public double[] targets() {
    return targets;
  }

  /** Whether this is one row of a linear model, whose answer is its gradient times W. */
  public boolean oneRow() {
    return response().linear() && gradient.length == 1;
  }

  /** c for one row of a batch. */
  public int columnsPerRow() {
    return response().gradients();
  }

  /**
   * The variances of new targets, vₖ = gₖᵀ P gₖ + R, one for each output.
   *
   * @param model the model that answers, which names its inputs
   * @param spreads gₖᵀ P gₖ of each column, at least 0
   * @throws RejectedException {@code NUMERIC} when one is not finite
   */
  public double[] variances(ModelSpec model, double noise, double... spreads)
      throws RejectedException {
    int q = response().columns();
    double[] variances = new double[spreads.length * q];
    for (int k = 0; k < spreads.length; k++) {
      Arrays.fill(variances, k * q, (k + 1) * q, spreads[k] + noise);
    }
    if (!Lanes.finite(variances)) {
      throw Overflow.ofVariance(model, gradient);
    }
    return variances;
  }

  private Response response() {
    return maker.response();
  }
}

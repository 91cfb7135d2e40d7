package io.rivulet.learner.gradient;

import io.rivulet.kernel.Cholesky;
import io.rivulet.kernel.Lanes;
import io.rivulet.learner.spectral.SmallEigen;
import io.rivulet.learner.step.Refusal;
import io.rivulet.record.RejectedException;
import java.util.function.DoubleFunction;

/**
 * The bound that refuses a gradient step on ½‖e‖² that would overshoot. With gradient columns G (p
 * x c) the step of rate η and weight ω leaves the errors
 *
 * <pre>
 * E ← (I - η ω Gᵀ G) E
 * </pre>
 *
 * so that no part of them grows exactly while η ω λ ≤ 2, λ the largest eigenvalue of Gᵀ G: |x|² for
 * one row, and for the rows of a batch, which are one step, at most the sum of theirs. Holds for
 * models that are linear in their weights. O(c p) time where η ω tr Gᵀ G ≤ 2 already, else O(c p
 * min(c, p) + min(c, p)³ / 3).
 */
final class StepBound {

  private static final double LARGEST = 2;

  /** What a batch may pass the bound by: more than the rounding of its eigenvalue. */
  private static final double SLACK = 1e-12;

  private StepBound() {}

  /**
   * @param rate η, positive
   * @param weight ω, at least 0
   * @param columns G, at least one column, not modified
   * @param square what λ is called in the message
   * @param advice what else can be done, given the largest weight that is stable
   * @throws RejectedException {@code NUMERIC} with the largest rate that is stable
   */
  static void require(
      double rate, double weight, double[][] columns, String square, DoubleFunction<String> advice)
      throws RejectedException {
    double trace = 0;
    for (double[] column : columns) {
      trace += Lanes.dot(column, column, column.length);
    }
    if (!(rate * weight * trace > LARGEST)) {
      return;
    }
    if (!Double.isFinite(trace)) {
      throw Refusal.numeric(
          square + " would not be finite, so that no rate is stable; scale the features");
    }
    if (columns.length == 1) {
      throw overshot(rate, weight, trace, square, advice);
    }
    double[][] gram = gram(columns);
    if (!contracts(rate * weight, gram)) {
      double largest = SmallEigen.of(gram).values()[0];
      throw overshot(
          rate, weight, largest, "the largest eigenvalue of the rows' " + square, advice);
    }
  }

  private static RejectedException overshot(
      double rate, double weight, double square, String name, DoubleFunction<String> advice) {
    return Refusal.numeric(
        "the step would overshoot: rate "
            + rate
            + " x weight "
            + weight
            + " x "
            + name
            + " "
            + square
            + " is "
            + rate * weight * square
            + ", above 2, and the error would grow; the largest stable rate is "
            + stable(weight, square)
            + ", set at most that, "
            + advice.apply(stable(rate, square)));
  }

  /** The largest rate for a weight, or weight for a rate, that is not refused. */
  private static double stable(double other, double square) {
    double largest = LARGEST / (other * square);
    while (other * largest * square > LARGEST) {
      largest = Math.nextDown(largest);
    }
    return largest;
  }

  /** Gᵀ G or G Gᵀ, whichever is smaller: both have the same largest eigenvalue. */
  private static double[][] gram(double[][] columns) {
    double[][] rows = columns.length <= columns[0].length ? columns : transposed(columns);
    double[][] gram = new double[rows.length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j <= i; j++) {
        gram[i][j] = Lanes.dot(rows[i], rows[j], rows[i].length);
      }
    }
    return gram;
  }

  private static double[][] transposed(double[][] columns) {
    double[][] rows = new double[columns[0].length][columns.length];
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < columns.length; k++) {
        rows[i][k] = columns[k][i];
      }
    }
    return rows;
  }

  /** Whether 2 I - factor K is positive up to rounding. */
  private static boolean contracts(double factor, double[][] gram) {
    double[][] rest = new double[gram.length][gram.length];
    for (int i = 0; i < gram.length; i++) {
      for (int j = 0; j <= i; j++) {
        rest[i][j] = -factor * gram[i][j];
      }
      rest[i][i] += LARGEST * (1 + SLACK);
    }
    return Cholesky.factor(rest);
  }
}

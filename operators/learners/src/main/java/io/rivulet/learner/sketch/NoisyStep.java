package io.rivulet.learner.sketch;

import io.rivulet.kernel.Directions;
import io.rivulet.kernel.Lanes;
import io.rivulet.learner.step.Linear;
import io.rivulet.learner.step.RoundingError;
import io.rivulet.learner.step.Step;
import java.util.Arrays;

/**
 * The Kalman step under the precision η I + U diag(s)² Uᵀ / R, for gradient columns G of which H =
 * Uᵀ G and Q Qᵀ G is what no column of U holds: a {@link RidgeStep},
 *
 * <pre>
 * W ← W + [Q  U √D] B (Bᵀ B + θ I)⁻¹ E,   B = [Qᵀ G; √D H],   D = η R / (η R + s²),   θ = η R / ω
 * </pre>
 */
final class NoisyStep {

  private final double precision;
  private final double deviation;
  private final double[] moved;

  /**
   * @param priorPrecision η, positive
   * @param noise R, positive
   * @param rows p
   */
  NoisyStep(double priorPrecision, double noise, int rows) {
    this.moved = new double[rows];
    this.precision = priorPrecision;
    this.deviation = Math.sqrt(priorPrecision) * Math.sqrt(noise);
  }

  /**
   * A step of which only the product of precision and noise is known.
   *
   * @param deviation √(η R), positive
   * @param moved scratch of p entries
   */
  NoisyStep(double deviation, double[] moved) {
    this.moved = moved;
    this.precision = Double.NaN;
    this.deviation = deviation;
  }

  /**
   * Adds the step. O((r + k) p) for one column.
   *
   * @param values s
   * @param error E, c rows of q entries
   * @param weight ω, positive
   */
  void add(
      Step step,
      Projection projection,
      Directions basis,
      double[] values,
      double[][] error,
      double weight) {
    double[] shrink = shrink(values);
    double[][] seen = seen(projection, shrink);
    double floor = deviation / Math.sqrt(weight);
    if (error.length == 1) {
      double[][] column = {moved(RidgeStep.gain(seen, floor), projection, basis, shrink)};
      step.add(1, column, error, 1);
      return;
    }
    double[][] solution = RidgeStep.regression(seen, error, floor);
    for (int j = 0; j < solution.length; j++) {
      step.add(j, moved(solution[j], projection, basis, shrink));
    }
  }

  /**
   * As {@link #add} for one row of a linear model, whose answer to x then is what it has to be. An
   * error that is {@link RoundingError rounding} moves nothing.
   *
   * @param weights W at which the error was computed, q columns
   * @param weight ω, positive
   */
  void addRow(
      Step step,
      Projection projection,
      Directions basis,
      double[] values,
      Linear at,
      double[][] weights,
      double weight) {
    double[] shrink = shrink(values);
    double[][] seen = seen(projection, shrink);
    double floor = deviation / Math.sqrt(weight);
    double[] x = at.gradient()[0];
    double[] error = at.error()[0].clone();
    RoundingError.drop(error, x, weights, RidgeStep.size(seen, floor) / Math.sqrt(precision));
    double[] column = moved(RidgeStep.gain(seen, floor), projection, basis, shrink);
    land(step, at, column, error, RidgeStep.left(seen, floor));
  }

  /**
   * As {@link #addRow}, where η and R are not known apart but the deviation of each output is.
   *
   * @param deviations √R in units of y, one for each output
   */
  void addRowWithin(
      double[] deviations,
      Step step,
      Projection projection,
      Directions basis,
      double[] values,
      Linear at,
      double[][] weights,
      double weight) {
    double[] shrink = shrink(values);
    double[][] seen = seen(projection, shrink);
    double floor = deviation / Math.sqrt(weight);
    double[] within = deviations.clone();
    Lanes.scale(RidgeStep.size(seen, floor) / deviation, within, within.length);
    double[] error = at.error()[0].clone();
    RoundingError.drop(error, at.gradient()[0], weights, within);
    double[] column = moved(RidgeStep.gain(seen, floor), projection, basis, shrink);
    land(step, at, column, error, RidgeStep.left(seen, floor));
  }

  private static void land(Step step, Linear at, double[] column, double[] error, double left) {
    step.add(1, new double[][] {column}, new double[][] {error}, 1);
    step.land(at.gradient()[0], at.targets(), column, error, left);
  }

  /** √D, without a square that may overflow. */
  private double[] shrink(double[] values) {
    double[] shrink = new double[values.length];
    for (int i = 0; i < shrink.length; i++) {
      double ratio = values[i] / deviation;
      shrink[i] =
          ratio > 1
              ? deviation / values[i] / Math.sqrt(1 + (1 / ratio) * (1 / ratio))
              : 1 / Math.sqrt(1 + ratio * ratio);
    }
    return shrink;
  }

  /** B, k + r rows of c entries. */
  private static double[][] seen(Projection projection, double[] shrink) {
    int k = projection.rank();
    int c = projection.coefficients().length;
    double[][] seen = new double[k + shrink.length][];
    System.arraycopy(projection.core(), 0, seen, 0, k);
    for (int i = 0; i < shrink.length; i++) {
      seen[k + i] = new double[c];
      for (int j = 0; j < c; j++) {
        seen[k + i][j] = shrink[i] * projection.coefficients()[j][i];
      }
    }
    return seen;
  }

  /** [Q U √D] a, in scratch that the next call uses too. */
  private double[] moved(double[] a, Projection projection, Directions basis, double[] shrink) {
    Arrays.fill(moved, 0);
    int k = projection.rank();
    for (int i = 0; i < k; i++) {
      Lanes.axpy(a[i], projection.directions()[i], moved, moved.length);
    }
    double[] along = new double[shrink.length];
    for (int i = 0; i < along.length; i++) {
      along[i] = shrink[i] * a[k + i];
    }
    basis.add(along, moved);
    return moved;
  }
}

package io.rivulet.learner.recall;

import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.Sketch;
import io.rivulet.learner.sketch.IncrementalPca;
import io.rivulet.learner.sketch.Summary;
import io.rivulet.record.RejectedException;
import io.rivulet.state.recall.InputSketch;
import java.util.Arrays;

/**
 * An upper bound of the change of all earlier answers by a change ΔW of the weights: with X the
 * rows of the inputs so far and their Frequent Directions sketch U diag(s) of m columns
 *
 * <pre>
 * ‖X ΔW‖² ≤ ‖diag(s) Uᵀ ΔW‖² + D ‖ΔW‖²,   D the sum of the squares by which s was shrunk
 * </pre>
 *
 * While nothing was shrunk, D is 0 and both sides are equal. To the root comes an allowance for
 * rounding, (2⁻⁴² + (n + p) 2⁻⁵⁰) ‖X‖ ‖ΔW‖, for n columns of p entries that joined the sketch. The
 * bounds of several changes add up to that of all of them by the triangle inequality. O(m q p) for
 * a change, O(m² p) for an input.
 *
 * <p>Reference: M. Ghashami et al., <i>SIAM J. Computing</i> 45 (2016), Algorithm 2.1.
 */
final class ChangeBound {

  private static final double ROUNDING = 0x1p-42;
  private static final double ROUNDING_OF_ONE = 0x1p-50;

  /** The most by which a direction that is dropped may be longer than 1, where little was new. */
  private static final double NEARLY_ORTHOGONAL = 1 + 0x1p-20;

  /** The exponent beyond which the squares of sums over all samples may not be finite. */
  private static final int LARGE = 900;

  private final int size;
  private final int directions;
  private final IncrementalPca pca;
  private final double[] column;

  /**
   * @param size p
   * @param directions m
   */
  ChangeBound(int size, int directions) {
    this.size = size;
    this.directions = directions;
    this.pca = new IncrementalPca(Summary.FD, directions, 0);
    this.column = new double[size];
  }

  InputSketch initialState() {
    return InputSketch.empty(size);
  }

  /** m. */
  int directions() {
    return directions;
  }

  /** Adds the bound of a change of the weights, given as columns. */
  void move(InputSketch inputs, double[][] change) {
    if (inputs.lost() || inputs.rows() == 0) {
      return;
    }
    double bound = Math.nextUp(inputs.changed() + of(inputs, change));
    if (Double.isFinite(bound)) {
      inputs.changed(bound);
    } else {
      inputs.lose();
    }
  }

  private double of(InputSketch inputs, double[][] change) {
    Sketch sketch = inputs.sketch();
    int r = sketch.rank();
    double[] parts = new double[change.length * r + 2];
    for (int j = 0; j < change.length; j++) {
      for (int k = 0; k < r; k++) {
        double along = Lanes.dot(sketch.basis().column(k), change[j], size);
        parts[j * r + k] = sketch.singularValues()[k] * along;
      }
    }
    double length = Lengths.of(change);
    parts[parts.length - 1] = NEARLY_ORTHOGONAL * inputs.shrunk() * length;
    double rounding = ROUNDING + (inputs.rows() + (double) size) * ROUNDING_OF_ONE;
    return length == 0 ? 0 : Lengths.of(parts) + rounding * length * energy(inputs);
  }

  /** ‖X‖: a shrink takes the square from m + 1 directions. */
  private double energy(InputSketch inputs) {
    double[] values = inputs.sketch().singularValues();
    double[] parts = Arrays.copyOf(values, values.length + 1);
    parts[values.length] = Math.sqrt(directions + 1.0) * inputs.shrunk();
    return Lengths.of(parts);
  }

  /** Adds an input, in units of a power of two, so that its square keeps its digits. */
  void add(InputSketch inputs, double[] row) {
    double largest = Lanes.largest(row);
    if (inputs.lost() || largest == 0) {
      return;
    }
    double[] values = inputs.sketch().singularValues();
    double first = values.length == 0 ? 0 : values[0];
    int exponent = Math.getExponent(Math.max(largest, first));
    if (exponent > LARGE) {
      inputs.lose();
      return;
    }
    for (int i = 0; i < size; i++) {
      column[i] = Math.scalb(row[i], -exponent);
    }
    inputs.countRows(1);
    if (Lanes.largest(column) > 0) {
      join(inputs, exponent);
    }
  }

  private void join(InputSketch inputs, int exponent) {
    Sketch sketch = inputs.sketch();
    sketch.rank(scaled(sketch.singularValues(), -exponent));
    try {
      pca.stage(sketch, column).commit();
    } catch (RejectedException e) {
      inputs.lose();
      return;
    }
    sketch.rank(scaled(sketch.singularValues(), exponent));
    double shrink = Math.scalb(Math.sqrt(sketch.discardedEnergy()), exponent);
    sketch.discard(-sketch.discardedEnergy());
    inputs.shrunk(Lengths.of(new double[] {inputs.shrunk(), shrink}));
    IncrementalPca.tidy(sketch, inputs.rows());
  }

  private static double[] scaled(double[] values, int exponent) {
    double[] scaled = new double[values.length];
    for (int k = 0; k < scaled.length; k++) {
      scaled[k] = Math.scalb(values[k], exponent);
    }
    return scaled;
  }

  /** Adds the inputs of another sketch: U diag(s)² Uᵀ as columns, and D. */
  void merge(InputSketch inputs, InputSketch other) {
    if (other.lost()) {
      inputs.lose();
    }
    if (inputs.lost()) {
      return;
    }
    double[] values = other.sketch().singularValues();
    for (int k = 0; k < values.length; k++) {
      double[] direction = other.sketch().basis().column(k).clone();
      Lanes.scale(values[k], direction, size);
      add(inputs, direction);
    }
    inputs.countRows(other.rows());
    inputs.shrunk(Lengths.of(new double[] {inputs.shrunk(), other.shrunk()}));
  }
}

package io.rivulet.learner.evidence;

import io.rivulet.kernel.Lanes;
import io.rivulet.learner.sketch.Projection;
import io.rivulet.learner.spectral.Norm;
import io.rivulet.state.evidence.EvidenceState;
import io.rivulet.state.evidence.Units;

/**
 * An input less the mean of those before it, in the units of a state and split along its sketch: d
 * = x - mean = U h + ρ q with q orthogonal to U. Without an intercept the mean is 0. O(4 r p).
 */
final class CentredInput {

  private final double tolerance;
  private final double[] difference;
  private final double[] column;
  private final double[] place;
  private double size;
  private int shift;
  private Projection projection;

  /**
   * @param tolerance the part of d up to which ρ counts as 0
   */
  CentredInput(int inputs, double tolerance) {
    this.tolerance = tolerance;
    this.difference = new double[inputs];
    this.column = new double[inputs];
    this.place = new double[inputs];
  }

  /** Becomes an input, less the mean; it has yet to be split. */
  CentredInput of(EvidenceState state, double[] x) {
    System.arraycopy(x, 0, difference, 0, difference.length);
    Lanes.axpy(-1, state.sums().mean(), difference, difference.length);
    return this;
  }

  /** Splits the input along the sketch of a state. */
  CentredInput along(EvidenceState state) {
    int unit = state.units().input();
    shift = 0;
    over(unit);
    if (!Double.isFinite(size)) {
      int exponent = Math.getExponent(Lanes.largest(difference));
      shift = exponent - unit;
      over(exponent);
    }
    return split(state);
  }

  /** Becomes a d that is over the units of a state already. */
  CentredInput along(EvidenceState state, double[] d) {
    System.arraycopy(d, 0, column, 0, column.length);
    size = Norm.of(column);
    shift = 0;
    return split(state);
  }

  private CentredInput split(EvidenceState state) {
    double[][] columns = {column};
    projection = Projection.of(columns, state.sketch().directions(), tolerance * size, place);
    return this;
  }

  private void over(int exponent) {
    System.arraycopy(difference, 0, column, 0, column.length);
    Units.divide(column, exponent);
    size = Norm.of(column);
  }

  /** The power of two by which d is still smaller, not 0 only for inputs far beyond the units. */
  int shift() {
    return shift;
  }

  /** x - mean in the units of x, not copied. */
  double[] difference() {
    return difference;
  }

  /** d, not copied. */
  double[] column() {
    return column;
  }

  /** ‖d‖. */
  double size() {
    return size;
  }

  /** h, q and ρ. */
  Projection projection() {
    return projection;
  }

  /** h, not copied. */
  double[] coordinates() {
    return projection.coefficients()[0];
  }

  /** ρ, 0 for an input that the sketch holds. */
  double rest() {
    return projection.rank() == 0 ? 0 : projection.core()[0][0];
  }

  /** ρ qᵀ b, what dᵀ b has outside U. */
  double outside(double[] b) {
    return projection.rank() == 0
        ? 0
        : projection.core()[0][0] * Lanes.dot(projection.directions()[0], b, b.length);
  }
}

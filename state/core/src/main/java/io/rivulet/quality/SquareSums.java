package io.rivulet.quality;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import java.util.Arrays;

/**
 * Sums of squares, one for each output, that neither overflow nor underflow: a sum counts in units
 * u², u the power of two next below the largest number so far. Changing u rounds nothing.
 *
 * <p>Reference: J. L. Blue, <i>A portable Fortran program to find the Euclidean norm of a
 * vector</i>, ACM Transactions on Mathematical Software 4 (1978).
 */
final class SquareSums {

  private final double[] units;
  private final double[] sums;

  SquareSums(int outputs) {
    this.units = new double[outputs];
    this.sums = new double[outputs];
  }

  /**
   * Adds a b to the sum of output j.
   *
   * @param b of the sign of a, and not larger
   */
  void add(int j, double a, double b) {
    if (a == 0) {
      return;
    }
    double unit = Math.scalb(1.0, Math.getExponent(a));
    if (unit > units[j]) {
      double ratio = units[j] / unit;
      sums[j] *= ratio * ratio;
      units[j] = unit;
    }
    sums[j] += (a / units[j]) * (b / units[j]);
  }

  /** The root of sum j over n. */
  double rootOfMean(int j, long n) {
    return units[j] * Math.sqrt(sums[j] / n);
  }

  /** Sum j over that of others, NaN when there is nothing to divide by. */
  double ratio(int j, SquareSums others) {
    if (others.sums[j] == 0) {
      return Double.NaN;
    }
    double units = this.units[j] / others.units[j];
    return sums[j] / others.sums[j] * units * units;
  }

  void clear() {
    Arrays.fill(units, 0);
    Arrays.fill(sums, 0);
  }

  void write(StateOutput into) {
    Doubles.write(units, into);
    Doubles.write(sums, into);
  }

  void read(StateInput from) {
    Doubles.read(from, units);
    Doubles.read(from, sums);
  }
}

package io.rivulet.state.recall;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import io.rivulet.kernel.Lanes;
import io.rivulet.state.Columns;
import io.rivulet.state.StateFormatException;
import java.util.Arrays;

/**
 * Sums of all inputs and targets under k signs of their own, Sₐ = Σ ξₐᵢ xᵢ (p entries) and Tₐ = Σ
 * ξₐᵢ yᵢ (q entries), ξₐᵢ = ±1: for weights that do not depend on the signs, the mean of ‖Tₐ - Sₐ
 * W‖² is the sum of squared errors in expectation. And the sums of Sₐ ΔW over the changes of the
 * weights since they were published.
 */
public final class Probes {

  private final double[][] inputs;
  private final double[][] targets;
  private final double[][] moved;
  private boolean lost;

  private Probes(double[][] inputs, double[][] targets, double[][] moved) {
    this.inputs = inputs;
    this.targets = targets;
    this.moved = moved;
  }

  /**
   * The sums over no samples.
   *
   * @param count k
   * @param size p
   * @param columns q
   */
  public static Probes empty(int count, int size, int columns) {
    return new Probes(
        new double[count][size], new double[count][columns], new double[count][columns]);
  }

  /** k. */
  public int count() {
    return inputs.length;
  }

  /** S, k rows of p entries; not copied. */
  public double[][] inputs() {
    return inputs;
  }

  /** T, k rows of q entries; not copied. */
  public double[][] targets() {
    return targets;
  }

  /** The sums of Sₐ ΔW, k rows of q entries; not copied. */
  public double[][] moved() {
    return moved;
  }

  /** Whether numbers were too large, so that nothing more is known. */
  public boolean lost() {
    return lost;
  }

  /** Gives up for good. */
  public void lose() {
    for (double[][] rows : new double[][][] {inputs, targets, moved}) {
      for (double[] row : rows) {
        Arrays.fill(row, 0);
      }
    }
    lost = true;
  }

  long heapBytes() {
    return count() * (8L * (inputs[0].length + 2L * targets[0].length) + 72) + 88;
  }

  static long bytes(int count, int size, int columns) {
    return Integer.BYTES + 8L * count * (size + 2L * columns);
  }

  long bytes() {
    return bytes(count(), inputs[0].length, targets[0].length);
  }

  void write(StateOutput into) {
    into.putInt(count());
    Columns.write(inputs, into);
    Columns.write(targets, into);
    Columns.write(moved, into);
  }

  static Probes read(StateInput from, int size, int columns, boolean lost) {
    int count = from.getInt();
    if (count < 1) {
      throw new StateFormatException("recall state has a meter of " + count + " vectors");
    }
    Probes read =
        new Probes(
            finite(Columns.read(from, size, count)),
            finite(Columns.read(from, columns, count)),
            finite(Columns.read(from, columns, count)));
    read.lost = lost;
    return read;
  }

  private static double[][] finite(double[][] rows) {
    for (double[] row : rows) {
      if (!Lanes.finite(row)) {
        throw new StateFormatException("recall state has a meter that is not finite");
      }
    }
    return rows;
  }
}

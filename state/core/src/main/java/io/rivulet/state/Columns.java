package io.rivulet.state;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import io.rivulet.kernel.OrthonormalBasis;
import io.rivulet.kernel.Sketch;
import io.rivulet.kernel.TurnedBasis;

/** Operations on matrices that are arrays of columns: copying, flattening and serialising. */
public final class Columns {

  private Columns() {}

  /** The row-major copy: entry (i, j) at i q + j. */
  public static double[] rowMajor(double[][] columns) {
    int rows = columns[0].length;
    double[] flat = new double[rows * columns.length];
    for (int j = 0; j < columns.length; j++) {
      for (int i = 0; i < rows; i++) {
        flat[i * columns.length + j] = columns[j][i];
      }
    }
    return flat;
  }

  /** The columns of a row-major matrix with q columns. */
  public static double[][] of(double[] rowMajor, int columns) {
    double[][] matrix = new double[columns][rowMajor.length / columns];
    set(rowMajor, matrix);
    return matrix;
  }

  /** Overwrites columns with a row-major matrix of the same shape. */
  public static void set(double[] rowMajor, double[][] columns) {
    for (int i = 0; i < rowMajor.length; i++) {
      columns[i % columns.length][i / columns.length] = rowMajor[i];
    }
  }

  /** Copies columns onto others of the same shape. */
  public static void copy(double[][] from, double[][] into) {
    for (int j = 0; j < into.length; j++) {
      System.arraycopy(from[j], 0, into[j], 0, into[j].length);
    }
  }

  /** The bytes of a matrix. */
  public static long bytes(int rows, int columns) {
    return 8L * rows * columns;
  }

  static long heapBytes(double[][] columns) {
    return columns.length == 0 ? 16 : columns.length * (8L * columns[0].length + 24) + 16;
  }

  /** Writes columns one after the other. */
  public static void write(double[][] columns, StateOutput into) {
    into.putDoubles(columns);
  }

  /** Writes the singular values, then U by columns or, while a rotation waits, R and B. */
  public static void write(Sketch sketch, StateOutput into) {
    into.putDoubles(sketch.singularValues());
    TurnedBasis turned = sketch.turned();
    if (turned == null) {
      write(sketch.basis().columns(), into);
    } else {
      write(turned.turn(), into);
      write(turned.columns(), into);
    }
  }

  /**
   * The bytes of a sketch.
   *
   * @param rank r, columns of U
   * @param waiting b, columns of B while a rotation waits; otherwise 0
   */
  public static long sketchBytes(int rows, int rank, int waiting) {
    long basis = waiting == 0 ? bytes(rows, rank) : bytes(waiting, rank) + bytes(rows, waiting);
    return 8L * rank + basis;
  }

  /**
   * Reads a sketch.
   *
   * @param waiting b, columns of B while a rotation waits; otherwise 0
   */
  public static Sketch readSketch(
      StateInput from, int rows, int rank, int waiting, double discardedEnergy) {
    return waiting == 0
        ? readSketch(from, rows, rank, discardedEnergy)
        : readTurned(from, rows, rank, waiting, discardedEnergy);
  }

  /** Reads a sketch none of whose rotations waits. */
  static Sketch readSketch(StateInput from, int rows, int rank, double discardedEnergy) {
    double[] values = rank == 0 ? new double[0] : read(from, rank, 1)[0];
    OrthonormalBasis basis = new OrthonormalBasis(rows, read(from, rows, rank));
    return new Sketch(basis, values, discardedEnergy);
  }

  private static Sketch readTurned(
      StateInput from, int rows, int rank, int waiting, double discardedEnergy) {
    if (rank < 1 || waiting < rank) {
      throw new StateFormatException(
          "a rotation of "
              + waiting
              + " columns to "
              + rank
              + "; it needs as many or fewer, and 1");
    }
    double[] values = read(from, rank, 1)[0];
    double[][] turn = read(from, rank, waiting);
    double[][] columns = read(from, rows, waiting);
    return new Sketch(new TurnedBasis(rows, columns, turn), values, discardedEnergy);
  }

  /** Reads weights, which have at least one column. */
  static double[][] readWeights(StateInput from, int rows, int columns) {
    if (columns < 1) {
      throw new StateFormatException("weights have " + columns + " columns, at least 1 is needed");
    }
    return read(from, rows, columns);
  }

  /** Reads columns that were written one after the other. */
  public static double[][] read(StateInput from, int rows, int columns) {
    if (rows < 1 || columns < 0 || columns > from.remaining() / Double.BYTES / rows) {
      throw new StateFormatException(
          "matrix of " + rows + " x " + columns + " in " + from.remaining() + " bytes");
    }
    double[][] matrix = new double[columns][rows];
    from.getDoubles(matrix);
    return matrix;
  }
}

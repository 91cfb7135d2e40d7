package io.rivulet.state;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import io.rivulet.kernel.Lanes;

/**
 * The mean and the population deviation of columns of numbers, updated row by row. The sums of
 * squares are taken about the mean, so that nothing cancels when the mean is large:
 *
 * <pre>
 * m' = m + (x - m) / n,  M' = M + (x - m) (x - m'),  deviation² = M / n
 * </pre>
 *
 * <p>Reference: B. P. Welford, <i>Note on a method for calculating corrected sums of squares and
 * products</i>, Technometrics 4 (1962).
 */
public final class Spread {

  /** The most rows; no stream has as many. */
  private static final long MOST_ROWS = 1L << 53;

  /**
   * The square of the largest deviation, relative to the root mean square, of a column that counts
   * as constant.
   */
  private static final double NEGLIGIBLE = 1e-12;

  private final double[] means;
  private final double[] squares;
  private long rows;

  /** A spread of columns that have no row yet. */
  public Spread(int columns) {
    this(0, new double[columns], new double[columns]);
  }

  private Spread(long rows, double[] means, double[] squares) {
    this.rows = rows;
    this.means = means;
    this.squares = squares;
  }

  /** The number of rows that were added. */
  public long rows() {
    return rows;
  }

  /** The number of columns. */
  public int columns() {
    return means.length;
  }

  public double mean(int column) {
    return means[column];
  }

  /** The population deviation of a column with at least one row. */
  public double deviation(int column) {
    return Math.sqrt(squares[column] / rows);
  }

  /** Whether the deviation is at most 1e-6 of the root mean square. */
  public boolean constant(int column) {
    double variance = squares[column] / rows;
    return !(variance > NEGLIGIBLE * (means[column] * means[column] + variance));
  }

  /** Whether every deviation and root mean square is finite. */
  public boolean finite() {
    for (double mean : means) {
      if (!Double.isFinite(mean * mean)) {
        return false;
      }
    }
    return Lanes.finite(squares);
  }

  /**
   * Adds a row.
   *
   * @param x finite, not modified
   * @param entries the entries of x that the columns stand for
   */
  public void add(double[] x, int[] entries) {
    rows++;
    for (int k = 0; k < means.length; k++) {
      double away = x[entries[k]] - means[k];
      means[k] += away / rows;
      squares[k] += away * (x[entries[k]] - means[k]);
    }
  }

  /** Becomes equal to another spread with the same number of columns. */
  public void set(Spread other) {
    rows = other.rows;
    System.arraycopy(other.means, 0, means, 0, means.length);
    System.arraycopy(other.squares, 0, squares, 0, squares.length);
  }

  long heapBytes() {
    return 16L * means.length + 64;
  }

  static long bytes(int columns) {
    return 8 + 16L * columns;
  }

  /** Writes n, the means and the sums of squares. */
  void write(StateOutput into) {
    into.putLong(rows);
    into.putDoubles(means, squares);
  }

  static Spread read(StateInput from, int columns) {
    long rows = from.getLong();
    if (rows < 0 || rows > MOST_ROWS) {
      throw new StateFormatException("spread of " + rows + " rows, 0 to 2^53 can be");
    }
    double[][] sums = columns == 0 ? new double[2][0] : Columns.read(from, columns, 2);
    return new Spread(rows, sums[0], sums[1]);
  }
}

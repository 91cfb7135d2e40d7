package io.rivulet.learner.ledger;

import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.OrthonormalBasis;
import java.util.Arrays;
import java.util.Comparator;

/**
 * The changes of weights that change no answer to the samples: the null space of a matrix H,
 * spanned by the columns of S N, where N are null vectors of the scaled matrix S H S. They are kept
 * as an orthonormal basis in given units of the weights, so that a vector can be projected out of
 * them in O(p k) for k columns.
 *
 * <p>The columns are brought to echelon form before they are made orthonormal, the rows of the
 * largest scale leading. Where scales differ by more than 1/√ε, all of them would otherwise point
 * in the same direction to working precision.
 */
final class NullSpace {

  /** An entry of a unit vector up to this is rounding. */
  private static final double ROUNDING = 1e-14;

  /** The size that an entry of a unit vector must exceed to lead a column. */
  private static final double LEADING = 1e-6;

  private final double[] lengths;
  private final OrthonormalBasis basis;
  private final double[] coefficients;

  private NullSpace(double[] lengths, OrthonormalBasis basis) {
    this.lengths = lengths;
    this.basis = basis;
    this.coefficients = new double[lengths.length];
  }

  /**
   * @param scale S
   * @param vectors rows, of which those from {@code rank} on are N
   * @param lengths unit of each weight when changes of weights are compared, positive
   */
  static NullSpace of(double[] scale, double[][] vectors, int rank, double[] lengths) {
    double[] size = new double[scale.length];
    for (int j = 0; j < size.length; j++) {
      size[j] = scale[j] * lengths[j];
    }
    double[][] columns = new double[vectors.length - rank][];
    for (int k = 0; k < columns.length; k++) {
      columns[k] = cleaned(vectors[rank + k]);
    }
    int found = echelon(columns, size);
    OrthonormalBasis basis = OrthonormalBasis.empty(size.length);
    for (int k = 0; k < found; k++) {
      append(columns[k], size, basis);
    }
    return new NullSpace(lengths, basis);
  }

  private static double[] cleaned(double[] vector) {
    return Arrays.stream(vector).map(v -> Math.abs(v) <= ROUNDING ? 0 : v).toArray();
  }

  /** Brings columns to echelon form and gives how many have a leading entry. */
  private static int echelon(double[][] columns, double[] size) {
    int found = 0;
    for (int row : descending(size)) {
      int lead = found;
      for (int k = found + 1; k < columns.length; k++) {
        lead = Math.abs(columns[k][row]) > Math.abs(columns[lead][row]) ? k : lead;
      }
      if (found == columns.length || size[row] == 0) {
        break;
      }
      if (Math.abs(columns[lead][row]) <= LEADING) {
        continue;
      }
      double[] leading = columns[lead];
      columns[lead] = columns[found];
      columns[found++] = leading;
      for (int k = found; k < columns.length; k++) {
        Lanes.axpy(-columns[k][row] / leading[row], leading, columns[k], leading.length);
        columns[k][row] = 0;
      }
    }
    return found;
  }

  private static int[] descending(double[] size) {
    Integer[] rows = new Integer[size.length];
    Arrays.setAll(rows, j -> j);
    Arrays.sort(rows, Comparator.comparingDouble((Integer j) -> -size[j]));
    return Arrays.stream(rows).mapToInt(j -> j).toArray();
  }

  private static void append(double[] column, double[] size, OrthonormalBasis basis) {
    for (int j = 0; j < column.length; j++) {
      column[j] *= size[j];
    }
    Lanes.scale(1 / Lanes.largest(column), column, column.length);
    Lanes.scale(1 / Lanes.norm(column), column, column.length);
    basis.project(column, new double[basis.rank()]);
    double rest = Lanes.norm(column);
    if (rest > 0) {
      Lanes.scale(1 / rest, column, column.length);
      basis.append(column);
    }
  }

  /** w ← P w, the shortest of the changes that answer the samples as w does. */
  void takeFromWeights(double[] w) {
    for (int j = 0; j < w.length; j++) {
      w[j] *= lengths[j];
    }
    basis.project(w, coefficients);
    for (int j = 0; j < w.length; j++) {
      w[j] /= lengths[j];
    }
  }

  /** x ← Pᵀ x, the part of an input that the samples span. */
  void takeFromInput(double[] x) {
    for (int j = 0; j < x.length; j++) {
      x[j] /= lengths[j];
    }
    basis.project(x, coefficients);
    for (int j = 0; j < x.length; j++) {
      x[j] *= lengths[j];
    }
  }
}

package io.rivulet.state;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import io.rivulet.kernel.SymmetricMatrix;
import io.rivulet.kernel.TriangularFactor;

/**
 * The precision Λ (dK x dK) of the weights of K classes, where a shift of all classes together does
 * not matter. It is kept as L with Lᵀ L = Λ of the {@link Contrasts} of d inputs, D = d (K - 1)
 * rows. A square root keeps half of the digits that sums of squares lose. Contrasts keep large
 * curvature of some classes apart from small curvature of others, as long as the edges of the tree
 * join the classes that curve each other most.
 *
 * @param contrasts not copied
 * @param pairs the amount that each pair of classes has added to the trace of Λ, over 2: a
 *     symmetric K x K matrix with a diagonal of 0; not copied
 * @param factor L, not copied
 */
public record ClassPrecision(Contrasts contrasts, double[][] pairs, TriangularFactor factor) {

  /**
   * The precision Λ = precision I: each of the K (K - 1) / 2 pairs of an input adds precision / K.
   */
  public static ClassPrecision isotropic(int inputs, int classes, double precision) {
    Contrasts contrasts = Contrasts.star(classes, 0);
    double share = precision / classes;
    double[][] block = new double[classes - 1][classes - 1];
    double[][] pairs = new double[classes][classes];
    for (int k = 0; k < classes; k++) {
      for (int l = 0; l < classes; l++) {
        pairs[k][l] = k == l ? 0 : inputs * share;
        if (k > 0 && l > 0) {
          block[k - 1][l - 1] = k == l ? (classes - 1) * share : -share;
        }
      }
    }
    return new ClassPrecision(contrasts, pairs, repeated(block, inputs));
  }

  private static TriangularFactor repeated(double[][] block, int times) {
    TriangularFactor root = TriangularFactor.isotropic(block.length, 0);
    root.factor(block);
    TriangularFactor factor = TriangularFactor.isotropic(block.length * times, 0);
    for (int i = 0; i < factor.size(); i++) {
      int edge = i % block.length;
      System.arraycopy(root.row(edge), 0, factor.row(i), i - edge, edge + 1);
    }
    return factor;
  }

  /**
   * The precision that is given as a dK x dK matrix: λ I plus sums over pairs of classes, in the
   * row-major order of the weights. O(D³ / 6).
   *
   * @param matrix not modified
   * @param raise the amount by which the diagonal is raised, relative to itself
   * @return null when the matrix is not positive and finite
   */
  static ClassPrecision of(SymmetricMatrix matrix, int classes, double raise) {
    double shift = shift(matrix, classes) / classes;
    int root = steepest(matrix, classes);
    Contrasts contrasts = Contrasts.star(classes, root);
    int edges = contrasts.edges();
    double[][] lower = new double[matrix.size() / classes * edges][];
    double[][] pairs = new double[classes][classes];
    for (int i = 0; i < lower.length; i++) {
      int input = i / edges;
      int from = input * classes + contrasts.child(i % edges);
      lower[i] = new double[i + 1];
      for (int j = 0; j <= i; j++) {
        int to = j / edges * classes + contrasts.child(j % edges);
        lower[i][j] = matrix.entry(from, to) - (input == j / edges ? shift : 0);
      }
      lower[i][i] *= 1 + raise;
    }
    for (int i = 0; i < matrix.size(); i++) {
      for (int l = 0; l < classes; l++) {
        int k = i % classes;
        pairs[k][l] += k == l ? 0 : Math.max(0, shift - matrix.entry(i, i - k + l));
      }
    }
    TriangularFactor factor = TriangularFactor.isotropic(lower.length, 0);
    return factor.factor(lower) ? new ClassPrecision(contrasts, pairs, factor) : null;
  }

  /**
   * The precision λ, which is the sum of a row over the classes, taken from the row that rounds
   * least.
   */
  private static double shift(SymmetricMatrix matrix, int classes) {
    int least = 0;
    for (int i = 1; i < matrix.size(); i++) {
      least = matrix.entry(i, i) < matrix.entry(least, least) ? i : least;
    }
    double sum = 0;
    for (int l = 0; l < classes; l++) {
      sum += matrix.entry(least, least - least % classes + l);
    }
    return Math.max(0, sum);
  }

  private static int steepest(SymmetricMatrix matrix, int classes) {
    double[] sums = new double[classes];
    int steepest = 0;
    for (int i = 0; i < matrix.size(); i++) {
      sums[i % classes] += matrix.entry(i, i);
    }
    for (int k = 1; k < classes; k++) {
      steepest = sums[k] > sums[steepest] ? k : steepest;
    }
    return steepest;
  }

  /**
   * The same Λ in terms of the differences along another tree. O(D³) unless the tree is the same.
   */
  public ClassPrecision along(Contrasts other) {
    if (other == contrasts) {
      return this;
    }
    TriangularFactor turned = TriangularFactor.isotropic(factor.size(), 0);
    double[] row = new double[factor.size()];
    for (int i = 0; i < factor.size(); i++) {
      for (int j = 0; j < row.length; j++) {
        row[j] = factor.entry(i, j);
      }
      turned.add(contrasts.row(other, row));
    }
    return new ClassPrecision(other, pairs, turned);
  }

  long heapBytes() {
    return contrasts.heapBytes() + Columns.heapBytes(pairs) + factor.heapBytes() + 32;
  }

  static long bytes(int inputs, int classes) {
    return Contrasts.bytes(classes)
        + 4L * classes * (classes - 1)
        + TriangularFactor.bytes(inputs * (classes - 1));
  }

  /**
   * Writes the precision of d inputs and K classes:
   *
   * <pre>
   * offset                type              field
   * 0                     int[K]            parent of each class, -1 at the root
   * 4K                    double[K(K-1)/2]  trace over 2 of each pair, lower triangle by rows
   * 4K + 4K(K-1)          double[D(D+1)/2]  L, by rows
   * </pre>
   */
  void write(StateOutput into) {
    contrasts.write(into);
    for (int k = 1; k < pairs.length; k++) {
      into.putDoubles(pairs[k], k);
    }
    factor.write(into);
  }

  /** Reads what {@link #write} wrote. */
  static ClassPrecision read(StateInput from, int inputs, int classes) {
    Contrasts contrasts = Contrasts.read(from, classes);
    double[][] pairs = new double[classes][classes];
    for (int k = 1; k < classes; k++) {
      for (int l = 0; l < k; l++) {
        pairs[k][l] = from.getDouble();
        pairs[l][k] = pairs[k][l];
      }
    }
    return new ClassPrecision(
        contrasts, pairs, TriangularFactor.read(from, inputs * (classes - 1)));
  }
}

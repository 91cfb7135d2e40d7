package io.rivulet.kernel;

/**
 * Factors a symmetric matrix, P = U D Uᵀ, by Gaussian elimination without pivoting from the last
 * column to the first: dⱼ = Pⱼⱼ, uⱼ = pⱼ / dⱼ, and the leading block becomes P - dⱼ uⱼ uⱼᵀ.
 */
final class Elimination {

  private Elimination() {}

  /**
   * Where the matrix is not positive, an entry of D is 0, negative or not finite, and its column of
   * U stays as it is. O(p³/6).
   *
   * @param columns of U, of zeros; overwritten
   * @param d overwritten by D
   */
  static void of(SymmetricMatrix matrix, double[][] columns, double[] d) {
    int p = matrix.size();
    double[][] rest = new double[p][p];
    matrix.copyInto(rest);
    for (int j = p - 1; j >= 0; j--) {
      double pivot = rest[j][j];
      d[j] = pivot;
      if (!(pivot > 0 && pivot < Double.POSITIVE_INFINITY)) {
        continue;
      }
      for (int i = 0; i < j; i++) {
        columns[j][i] = rest[j][i] / pivot;
      }
      for (int i = 0; i < j; i++) {
        Lanes.axpy(-rest[j][i], columns[j], rest[i], i + 1);
      }
    }
  }
}

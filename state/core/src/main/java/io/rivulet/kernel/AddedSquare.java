package io.rivulet.kernel;

import java.util.Arrays;

/**
 * Adds a multiple of a square to U D Uᵀ, from the last column to the first. With z = aⱼ and the
 * rest c of the multiple
 *
 * <pre>
 * dⱼ ← dⱼ + c z²,  a ← a - z u,  u ← u + (c z / dⱼ) a,  c ← c dⱼ(before) / dⱼ
 * </pre>
 *
 * O(p²), without a subtraction that could lose the sign of D.
 *
 * <p>Reference: W. Agee, R. Turner, <i>Triangular decomposition of a positive definite matrix plus
 * a symmetric dyad</i>, 1972.
 */
final class AddedSquare {

  private AddedSquare() {}

  /**
   * Adds c a aᵀ, a of zeros behind its entry {@code last}.
   *
   * @param columns of U
   * @param d the diagonal of D
   * @param a overwritten by U⁻¹ a
   */
  static void add(double[][] columns, double[] d, double c, double[] a, int last) {
    double rest = c;
    for (int j = last; j >= 0; j--) {
      double[] column = columns[j];
      double z = a[j];
      double before = d[j];
      double after = before + rest * z * z;
      d[j] = after;
      if (after > 0) {
        addTo(-z, rest * z / after, column, a, j);
        rest *= before / after;
      }
    }
  }

  /**
   * Adds c I, by the squares of p unit vectors. O(2 p³ / 3).
   *
   * @param scratch p entries, overwritten
   */
  static void shift(double[][] columns, double[] d, double c, double[] scratch) {
    for (int j = 0; j < d.length; j++) {
      Arrays.fill(scratch, 0, j, 0);
      scratch[j] = 1;
      add(columns, d, c, scratch, j);
    }
  }

  /** a ← a + z u, u ← u + β a, for a column u of U. */
  private static void addTo(double z, double beta, double[] column, double[] a, int n) {
    for (int i = 0; i < n; i++) {
      double u = column[i];
      double moved = a[i] + z * u;
      a[i] = moved;
      column[i] = u + beta * moved;
    }
  }
}

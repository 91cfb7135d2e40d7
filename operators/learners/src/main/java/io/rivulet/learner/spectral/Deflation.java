package io.rivulet.learner.spectral;

import java.util.Arrays;

/**
 * The eigenvalues of diag(d²) + z zᵀ that can be separated before any equation is solved: a
 * coordinate that z does not touch, |zᵢ| ≤ 8 ε dᵢ, keeps dᵢ; of two coordinates whose d agree to 8
 * ε one is freed of z by a rotation, and keeps its d. Each is judged by its own d, so that small
 * ones keep their digits.
 */
final class Deflation {

  private static final double TOLERANCE = 8 * 0x1p-53;

  private final double[] z;
  private final boolean[] apart;
  private final int[] first;
  private final double[] cosine;
  private final double[] sine;
  private int active;

  /**
   * @param poles d, descending, at least 0; not modified
   * @param z not copied, rotated
   */
  Deflation(double[] poles, double[] z) {
    int n = z.length;
    this.z = z;
    this.apart = new boolean[n];
    this.first = new int[n];
    this.cosine = new double[n];
    this.sine = new double[n];
    Arrays.fill(first, -1);
    int last = -1;
    for (int i = 0; i < n; i++) {
      if (Math.abs(z[i]) <= TOLERANCE * poles[i]) {
        apart[i] = true;
        continue;
      }
      if (last >= 0 && poles[last] - poles[i] <= TOLERANCE * poles[last]) {
        rotate(last, i);
      }
      last = i;
    }
    for (boolean gone : apart) {
      active += gone ? 0 : 1;
    }
  }

  /** Gives all of two entries of z to the second. */
  private void rotate(int from, int i) {
    double length = Math.sqrt(z[from] * z[from] + z[i] * z[i]);
    first[i] = from;
    cosine[i] = z[i] / length;
    sine[i] = z[from] / length;
    z[from] = 0;
    z[i] = length;
    apart[from] = true;
  }

  /** The coordinates that take part in the equation, ascending. */
  int[] active() {
    int[] indices = new int[active];
    int count = 0;
    for (int i = 0; i < apart.length; i++) {
      if (!apart[i]) {
        indices[count++] = i;
      }
    }
    return indices;
  }

  /** The coordinates that keep their d, ascending. */
  int[] apart() {
    int[] indices = new int[apart.length - active];
    int count = 0;
    for (int i = 0; i < apart.length; i++) {
      if (apart[i]) {
        indices[count++] = i;
      }
    }
    return indices;
  }

  /** Turns rows of eigenvectors back into the coordinates before the rotations. */
  void undo(double[][] rows) {
    for (int i = first.length - 1; i >= 0; i--) {
      if (first[i] >= 0) {
        turnBack(rows[first[i]], rows[i], cosine[i], sine[i]);
      }
    }
  }

  private static void turnBack(double[] from, double[] to, double cosine, double sine) {
    for (int j = 0; j < from.length; j++) {
      double a = from[j];
      double b = to[j];
      from[j] = cosine * a + sine * b;
      to[j] = cosine * b - sine * a;
    }
  }
}

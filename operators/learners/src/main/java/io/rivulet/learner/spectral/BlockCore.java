package io.rivulet.learner.spectral;

import io.rivulet.kernel.Lanes;
import java.util.Arrays;

/**
 * Left singular vectors and values of [diag(s) C; 0 C'], n rows, whose columns [C; C'] join one
 * after the other: each is a {@link RankOneCore} in the coordinates that the ones before leave. As
 * nothing is dropped in between, it is the decomposition of the whole. O(n³) a column, the first
 * O(n²).
 */
public final class BlockCore {

  private double[] values;
  private double[][] rotation;

  /**
   * @param s descending, not modified
   * @param first column of n entries, at least as many as s, not modified
   */
  public BlockCore(double[] s, double[] first) {
    join(new RankOneCore(Arrays.copyOf(s, first.length), first));
  }

  /** Adds a column of n entries, not modified. */
  public void add(double[] column) {
    double[] turned = new double[column.length];
    for (int i = 0; i < column.length; i++) {
      Lanes.axpy(column[i], rotation[i], turned, turned.length);
    }
    join(new RankOneCore(values, turned));
  }

  private void join(RankOneCore core) {
    values = core.values();
    rotation = rotation == null ? core.u() : product(rotation, core.u());
  }

  private static double[][] product(double[][] a, double[][] b) {
    double[][] product = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int k = 0; k < b.length; k++) {
        Lanes.axpy(a[i][k], b[k], product[i], product[i].length);
      }
    }
    return product;
  }

  /** Rows of u. */
  public double[][] u() {
    return rotation;
  }

  /** Singular values, descending. */
  public double[] values() {
    return values;
  }
}

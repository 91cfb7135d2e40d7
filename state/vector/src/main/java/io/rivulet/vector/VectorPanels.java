package io.rivulet.vector;

import io.rivulet.kernel.ColumnPanels;
import jdk.incubator.vector.DoubleVector;

/**
 * Panels in vectors of the Vector API, found by {@link ColumnPanels#fastest}. A vector of eight
 * doubles holds the eight lanes of {@link io.rivulet.kernel.Lanes}, and two of four do so together;
 * the lanes are then added one by one in the order that is given there, so that the bits are those
 * of the plain loops. Nothing is fused, and no reduction of the API is used.
 *
 * <p>One species only is ever used in a process: with a second one C2 of JDK 17 no longer knows the
 * class behind a vector in the shared code of the API, and allocates every vector.
 */
public final class VectorPanels implements ColumnPanels {

  private static final int LENGTH = DoubleVector.SPECIES_PREFERRED.length();

  private static final ColumnPanels LOOPS =
      LENGTH >= 8 ? new EightLanePanels() : new FourLanePanels();

  @Override
  public void products(double[][] columns, int n, double[] x, double[] v) {
    LOOPS.products(columns, n, x, v);
  }

  @Override
  public void project(double[][] columns, int j, double[] x, double[] v) {
    LOOPS.project(columns, j, x, v);
  }

  @Override
  public void rotate(
      double[][] columns, int j, double[] alpha, double[] d, double[] mu, double[] b) {
    LOOPS.rotate(columns, j, alpha, d, mu, b);
  }

  @Override
  public void combine(double[][] columns, double[][] factors, double[][] sums, int n) {
    LOOPS.combine(columns, factors, sums, n);
  }

  @Override
  public String description() {
    return LOOPS.description();
  }

  @Override
  public boolean suits() {
    return LENGTH >= 4;
  }
}

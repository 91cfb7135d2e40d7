package io.rivulet.vector;

import io.rivulet.kernel.ColumnPanels;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Panels on machines whose vectors hold four doubles: four columns after the other four, for which
 * there are enough registers. The loops are in methods that C2 does not inline, for the reasons of
 * {@link EightLanePanels}.
 */
final class FourLanePanels implements ColumnPanels {

  private static final VectorSpecies<Double> FOUR = DoubleVector.SPECIES_256;

  @Override
  public void products(double[][] columns, int n, double[] x, double[] v) {
    PanelEdges.products(FourLanePanels::multiply, columns, n, x, v);
  }

  @Override
  public void project(double[][] columns, int j, double[] x, double[] v) {
    multiply(columns, j, j, x, v);
    PanelEdges.complete(columns, j, x, v);
  }

  private static void multiply(double[][] columns, int j, int end, double[] x, double[] v) {
    multiplyFour(columns, j, end, x, v);
    multiplyFour(columns, j + 4, end, x, v);
  }

  /** The products of columns k to k + 3 over the first {@code end} entries. */
  private static void multiplyFour(double[][] columns, int k, int end, double[] x, double[] v) {
    double[] c0 = columns[k];
    double[] c1 = columns[k + 1];
    double[] c2 = columns[k + 2];
    double[] c3 = columns[k + 3];
    DoubleVector s0 = DoubleVector.zero(FOUR);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
    DoubleVector t0 = s0;
    DoubleVector t1 = s0;
    DoubleVector t2 = s0;
    DoubleVector t3 = s0;
    for (int i = 0; i < end; i += 8) {
      DoubleVector q = DoubleVector.fromArray(FOUR, x, i);
      s0 = s0.add(DoubleVector.fromArray(FOUR, c0, i).mul(q));
      s1 = s1.add(DoubleVector.fromArray(FOUR, c1, i).mul(q));
      s2 = s2.add(DoubleVector.fromArray(FOUR, c2, i).mul(q));
      s3 = s3.add(DoubleVector.fromArray(FOUR, c3, i).mul(q));
      DoubleVector r = DoubleVector.fromArray(FOUR, x, i + 4);
      t0 = t0.add(DoubleVector.fromArray(FOUR, c0, i + 4).mul(r));
      t1 = t1.add(DoubleVector.fromArray(FOUR, c1, i + 4).mul(r));
      t2 = t2.add(DoubleVector.fromArray(FOUR, c2, i + 4).mul(r));
      t3 = t3.add(DoubleVector.fromArray(FOUR, c3, i + 4).mul(r));
    }
    v[k] = tree(s0.add(t0));
    v[k + 1] = tree(s1.add(t1));
    v[k + 2] = tree(s2.add(t2));
    v[k + 3] = tree(s3.add(t3));
  }

  private static double tree(DoubleVector halves) {
    return (halves.lane(0) + halves.lane(2)) + (halves.lane(1) + halves.lane(3));
  }

  @Override
  public void rotate(
      double[][] columns, int j, double[] alpha, double[] d, double[] mu, double[] b) {
    rotateFour(columns, j, alpha, 0, d, mu, b);
    rotateFour(columns, j + 4, alpha, 4, d, mu, b);
  }

  /** Rotates columns j to j + 3, of which alpha and mu have entries from k on. */
  private static void rotateFour(
      double[][] columns, int j, double[] alpha, int k, double[] d, double[] mu, double[] b) {
    DoubleVector parts = DoubleVector.fromArray(FOUR, b, j);
    DoubleVector before = DoubleVector.fromArray(FOUR, alpha, k);
    DoubleVector variances = DoubleVector.fromArray(FOUR, d, j);
    parts.div(before).neg().intoArray(mu, k);
    variances.mul(parts).intoArray(b, j);
    before.div(DoubleVector.fromArray(FOUR, alpha, k + 1)).mul(variances).intoArray(d, j);
    double[] c0 = columns[j];
    double[] c1 = columns[j + 1];
    double[] c2 = columns[j + 2];
    double[] c3 = columns[j + 3];
    double m0 = mu[k];
    double m1 = mu[k + 1];
    double m2 = mu[k + 2];
    double m3 = mu[k + 3];
    double f0 = b[j];
    double f1 = b[j + 1];
    double f2 = b[j + 2];
    double f3 = b[j + 3];
    for (int i = 0; i < j; i += 4) {
      DoubleVector u0 = DoubleVector.fromArray(FOUR, c0, i);
      DoubleVector u1 = DoubleVector.fromArray(FOUR, c1, i);
      DoubleVector u2 = DoubleVector.fromArray(FOUR, c2, i);
      DoubleVector u3 = DoubleVector.fromArray(FOUR, c3, i);
      DoubleVector q = DoubleVector.fromArray(FOUR, b, i);
      u0.add(q.mul(m0)).intoArray(c0, i);
      q = q.add(u0.mul(f0));
      u1.add(q.mul(m1)).intoArray(c1, i);
      q = q.add(u1.mul(f1));
      u2.add(q.mul(m2)).intoArray(c2, i);
      q = q.add(u2.mul(f2));
      u3.add(q.mul(m3)).intoArray(c3, i);
      q.add(u3.mul(f3)).intoArray(b, i);
    }
    PanelEdges.corner(c1, c2, c3, mu, k, b, j);
  }

  @Override
  public void combine(double[][] columns, double[][] factors, double[][] sums, int n) {
    Strips.combine(columns, factors, sums, n);
  }

  @Override
  public String description() {
    return "Vector API, 4 lanes";
  }

  @Override
  public boolean suits() {
    return true;
  }
}

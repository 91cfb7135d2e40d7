package io.rivulet.vector;

import io.rivulet.kernel.ColumnPanels;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Panels on machines whose vectors hold eight doubles. The methods with loops are longer than what
 * C2 inlines into a caller, 325 bytecodes: a caller's own size then never keeps it from inlining
 * the calls of the API, without which each vector is allocated. They must not have many more calls
 * either: of a loop that rotates eight columns at once C2 compiled, in some orders of compilation,
 * two or three stores as calls with allocated vectors, and a pass then took three to seven times.
 */
final class EightLanePanels implements ColumnPanels {

  private static final VectorSpecies<Double> EIGHT = DoubleVector.SPECIES_512;

  private static final VectorMask<Double> FOURS = VectorMask.fromLong(EIGHT, 0b11110000);
  private static final VectorMask<Double> PAIRS = VectorMask.fromLong(EIGHT, 0b11001100);
  private static final VectorMask<Double> ODD = VectorMask.fromLong(EIGHT, 0b10101010);

  private static final VectorShuffle<Double> OTHER_FOUR = EIGHT.shuffleFromOp(i -> i ^ 4);
  private static final VectorShuffle<Double> OTHER_PAIR = EIGHT.shuffleFromOp(i -> i ^ 2);
  private static final VectorShuffle<Double> OTHER = EIGHT.shuffleFromOp(i -> i ^ 1);

  /** From the order in which the sums of the columns come to lie, back to that of the columns. */
  private static final VectorShuffle<Double> IN_ORDER =
      VectorShuffle.fromValues(EIGHT, 0, 4, 2, 6, 1, 5, 3, 7);

  @Override
  public void products(double[][] columns, int n, double[] x, double[] v) {
    PanelEdges.products(this::multiply, columns, n, x, v);
  }

  @Override
  public void project(double[][] columns, int j, double[] x, double[] v) {
    multiply(columns, j, j, x, v);
    PanelEdges.complete(columns, j, x, v);
  }

  /**
   * The products of columns j to j + 7 with x over the first {@code end} entries. The lanes of all
   * columns are added at once, three times two halves of what is left: lane i and i + 4, then i +
   * 2, then i + 1.
   */
  private void multiply(double[][] columns, int j, int end, double[] x, double[] v) {
    double[] c0 = columns[j];
    double[] c1 = columns[j + 1];
    double[] c2 = columns[j + 2];
    double[] c3 = columns[j + 3];
    double[] c4 = columns[j + 4];
    double[] c5 = columns[j + 5];
    double[] c6 = columns[j + 6];
    double[] c7 = columns[j + 7];
    DoubleVector s0 = DoubleVector.zero(EIGHT);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
    DoubleVector s4 = s0;
    DoubleVector s5 = s0;
    DoubleVector s6 = s0;
    DoubleVector s7 = s0;
    for (int i = 0; i < end; i += 8) {
      DoubleVector q = DoubleVector.fromArray(EIGHT, x, i);
      s0 = s0.add(DoubleVector.fromArray(EIGHT, c0, i).mul(q));
      s1 = s1.add(DoubleVector.fromArray(EIGHT, c1, i).mul(q));
      s2 = s2.add(DoubleVector.fromArray(EIGHT, c2, i).mul(q));
      s3 = s3.add(DoubleVector.fromArray(EIGHT, c3, i).mul(q));
      s4 = s4.add(DoubleVector.fromArray(EIGHT, c4, i).mul(q));
      s5 = s5.add(DoubleVector.fromArray(EIGHT, c5, i).mul(q));
      s6 = s6.add(DoubleVector.fromArray(EIGHT, c6, i).mul(q));
      s7 = s7.add(DoubleVector.fromArray(EIGHT, c7, i).mul(q));
    }
    DoubleVector a = s0.blend(s1, FOURS).add(s1.blend(s0, FOURS).rearrange(OTHER_FOUR));
    DoubleVector b = s2.blend(s3, FOURS).add(s3.blend(s2, FOURS).rearrange(OTHER_FOUR));
    DoubleVector c = s4.blend(s5, FOURS).add(s5.blend(s4, FOURS).rearrange(OTHER_FOUR));
    DoubleVector d = s6.blend(s7, FOURS).add(s7.blend(s6, FOURS).rearrange(OTHER_FOUR));
    a = a.blend(b, PAIRS).add(b.blend(a, PAIRS).rearrange(OTHER_PAIR));
    c = c.blend(d, PAIRS).add(d.blend(c, PAIRS).rearrange(OTHER_PAIR));
    a = a.blend(c, ODD).add(c.blend(a, ODD).rearrange(OTHER));
    a.rearrange(IN_ORDER).intoArray(v, j);
  }

  @Override
  public void rotate(
      double[][] columns, int j, double[] alpha, double[] d, double[] mu, double[] b) {
    DoubleVector parts = DoubleVector.fromArray(EIGHT, b, j);
    DoubleVector before = DoubleVector.fromArray(EIGHT, alpha, 0);
    DoubleVector variances = DoubleVector.fromArray(EIGHT, d, j);
    parts.div(before).neg().intoArray(mu, 0);
    variances.mul(parts).intoArray(b, j);
    before.div(DoubleVector.fromArray(EIGHT, alpha, 1)).mul(variances).intoArray(d, j);
    rotateFour(columns, j, mu, 0, b);
    rotateFour(columns, j + 4, mu, 4, b);
  }

  /** Rotates columns k to k + 3. */
  private static void rotateFour(double[][] columns, int k, double[] mu, int at, double[] b) {
    double[] c0 = columns[k];
    double[] c1 = columns[k + 1];
    double[] c2 = columns[k + 2];
    double[] c3 = columns[k + 3];
    double m0 = mu[at];
    double m1 = mu[at + 1];
    double m2 = mu[at + 2];
    double m3 = mu[at + 3];
    double f0 = b[k];
    double f1 = b[k + 1];
    double f2 = b[k + 2];
    double f3 = b[k + 3];
    int end = k & ~7;
    for (int i = 0; i < end; i += 8) {
      DoubleVector u0 = DoubleVector.fromArray(EIGHT, c0, i);
      DoubleVector u1 = DoubleVector.fromArray(EIGHT, c1, i);
      DoubleVector u2 = DoubleVector.fromArray(EIGHT, c2, i);
      DoubleVector u3 = DoubleVector.fromArray(EIGHT, c3, i);
      DoubleVector q = DoubleVector.fromArray(EIGHT, b, i);
      u0.add(q.mul(m0)).intoArray(c0, i);
      q = q.add(u0.mul(f0));
      u1.add(q.mul(m1)).intoArray(c1, i);
      q = q.add(u1.mul(f1));
      u2.add(q.mul(m2)).intoArray(c2, i);
      q = q.add(u2.mul(f2));
      u3.add(q.mul(m3)).intoArray(c3, i);
      q.add(u3.mul(f3)).intoArray(b, i);
    }
    for (int i = end; i < k; i++) {
      double u0 = c0[i];
      double u1 = c1[i];
      double u2 = c2[i];
      double u3 = c3[i];
      double q = b[i];
      c0[i] = u0 + m0 * q;
      q += f0 * u0;
      c1[i] = u1 + m1 * q;
      q += f1 * u1;
      c2[i] = u2 + m2 * q;
      q += f2 * u2;
      c3[i] = u3 + m3 * q;
      b[i] = q + f3 * u3;
    }
    PanelEdges.corner(c1, c2, c3, mu, at, b, k);
  }

  @Override
  public void combine(double[][] columns, double[][] factors, double[][] sums, int n) {
    Strips.combine(columns, factors, sums, n);
  }

  @Override
  public String description() {
    return "Vector API, 8 lanes";
  }

  @Override
  public boolean suits() {
    return true;
  }
}

package io.rivulet.vector;

import io.rivulet.kernel.ColumnPanels;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Panels on machines whose vectors hold eight doubles. Both methods are longer than what C2 inlines
 * into a caller, 325 bytecodes: a caller's own size then never keeps it from inlining the calls of
 * the API, without which each vector is allocated.
 */
final class EightLanePanels implements ColumnPanels {

  private static final VectorSpecies<Double> EIGHT = DoubleVector.SPECIES_512;

  @Override
  public void project(double[][] columns, int j, double[] x, double[] v) {
    double[] c0 = columns[j];
    double[] c1 = columns[j + 1];
    double[] c2 = columns[j + 2];
    double[] c3 = columns[j + 3];
    int end = j & ~7;
    DoubleVector s0 = DoubleVector.zero(EIGHT);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
    for (int i = 0; i < end; i += 8) {
      DoubleVector q = DoubleVector.fromArray(EIGHT, x, i);
      s0 = s0.add(DoubleVector.fromArray(EIGHT, c0, i).mul(q));
      s1 = s1.add(DoubleVector.fromArray(EIGHT, c1, i).mul(q));
      s2 = s2.add(DoubleVector.fromArray(EIGHT, c2, i).mul(q));
      s3 = s3.add(DoubleVector.fromArray(EIGHT, c3, i).mul(q));
    }
    double sum0 =
        ((s0.lane(0) + s0.lane(4)) + (s0.lane(2) + s0.lane(6)))
            + ((s0.lane(1) + s0.lane(5)) + (s0.lane(3) + s0.lane(7)));
    v[j] = x[j] + PanelEdges.rest(sum0, c0, x, end, j);
    double sum1 =
        ((s1.lane(0) + s1.lane(4)) + (s1.lane(2) + s1.lane(6)))
            + ((s1.lane(1) + s1.lane(5)) + (s1.lane(3) + s1.lane(7)));
    v[j + 1] = x[j + 1] + PanelEdges.rest(sum1, c1, x, end, j + 1);
    double sum2 =
        ((s2.lane(0) + s2.lane(4)) + (s2.lane(2) + s2.lane(6)))
            + ((s2.lane(1) + s2.lane(5)) + (s2.lane(3) + s2.lane(7)));
    v[j + 2] = x[j + 2] + PanelEdges.rest(sum2, c2, x, end, j + 2);
    double sum3 =
        ((s3.lane(0) + s3.lane(4)) + (s3.lane(2) + s3.lane(6)))
            + ((s3.lane(1) + s3.lane(5)) + (s3.lane(3) + s3.lane(7)));
    v[j + 3] = x[j + 3] + PanelEdges.rest(sum3, c3, x, end, j + 3);
  }

  @Override
  public void rotate(double[][] columns, int j, double[] mu, double[] b) {
    double[] c0 = columns[j];
    double[] c1 = columns[j + 1];
    double[] c2 = columns[j + 2];
    double[] c3 = columns[j + 3];
    double m0 = mu[0];
    double m1 = mu[1];
    double m2 = mu[2];
    double m3 = mu[3];
    double f0 = b[j];
    double f1 = b[j + 1];
    double f2 = b[j + 2];
    double f3 = b[j + 3];
    int end = j & ~7;
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
    PanelEdges.rows(c0, c1, c2, c3, mu, b, end, j);
    PanelEdges.corner(c1, c2, c3, mu, b, j);
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

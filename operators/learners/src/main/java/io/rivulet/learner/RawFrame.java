package io.rivulet.learner;

import io.rivulet.kernel.Lanes;
import io.rivulet.state.Moments;

/** The coordinates of the inputs themselves: T = I, the prior's Π. */
final class RawFrame implements Frame {

  private final double[] precision;
  private final double[] lengths;
  private final boolean[] empty;
  private final double[] image;
  private Moments moments;
  private int voids;

  RawFrame(LedgerPrior prior, int rows) {
    this.precision = prior.diagonal(rows);
    this.lengths = prior.lengths(rows);
    this.empty = new boolean[rows];
    this.image = new double[rows];
  }

  @Override
  public void follow(Moments moments) {
    this.moments = moments;
    this.voids = 0;
    for (int j = 0; j < empty.length; j++) {
      empty[j] = !(moments.second().diagonal(j) + precision[j] > 0);
      voids += empty[j] ? 1 : 0;
    }
  }

  @Override
  public void curvature(double[][] into) {
    moments.second().copyInto(into);
    for (int i = 0; i < empty.length; i++) {
      into[i][i] += precision[i];
      if (voids > 0) {
        clear(into, i);
      }
    }
  }

  private void clear(double[][] into, int i) {
    for (int j = 0; j <= i; j++) {
      if (empty[i] || empty[j]) {
        into[i][j] = i == j ? 1 : 0;
      }
    }
  }

  @Override
  public double[] precision() {
    return precision;
  }

  @Override
  public int voids() {
    return voids;
  }

  @Override
  public double square(int j) {
    return moments.second().diagonal(j);
  }

  @Override
  public void enter(double[] x) {
    for (int j = 0; voids > 0 && j < x.length; j++) {
      x[j] = empty[j] ? 0 : x[j];
    }
  }

  @Override
  public void remainder(int output, double[] w, double[] into) {
    moments.second().multiply(w, image);
    System.arraycopy(moments.first()[output], 0, into, 0, into.length);
    Lanes.axpy(-1, image, into, into.length);
    enter(into);
  }

  @Override
  public double error(int output, double[] w) {
    moments.second().multiply(w, image);
    double explained = 2 * Lanes.dot(moments.first()[output], w, w.length);
    return moments.squares()[output] - explained + Lanes.dot(w, image, w.length);
  }

  @Override
  public void leave(double[] w) {}

  @Override
  public double[] lengths() {
    return lengths;
  }

  @Override
  public boolean steady() {
    return true;
  }
}

package io.rivulet.learner.step;

import io.rivulet.record.Op;

/**
 * A validated sample: finite, and of the shapes that its model takes. Arrays are not copied and
 * never modified. Whoever makes examples of many samples may make the next of the same object, so
 * that a learner keeps of an example only copies.
 */
public final class Example {

  private Op op;
  private double[][] x;
  private double[][] y;
  private int label;
  private double[] matrix;
  private double weight;
  private long ts;
  private boolean batch;
  private boolean asked;

  /**
   * @param op the operation to carry out
   * @param x dense inputs: one row, or several that are learned as one step
   * @param y targets, one row for each row of x and one entry for each output; null when there is
   *     none
   * @param label class from 0, or {@link io.rivulet.record.Sample#NO_LABEL}
   * @param matrix target matrix, row-major, or null
   * @param weight factor of the loss
   * @param ts event time in milliseconds since 1970, or {@link io.rivulet.record.Sample#NO_TIME}
   * @param batch whether the record carried rows, even if it was only one
   */
  public Example(
      Op op,
      double[][] x,
      double[][] y,
      int label,
      double[] matrix,
      double weight,
      long ts,
      boolean batch) {
    become(op, x, y, label, matrix, weight, ts, batch);
  }

  /** An example that has yet to {@link #become} one. */
  public static Example blank() {
    return new Example(null, null, null, 0, null, 0, 0, false);
  }

  /** Becomes the example with these parts, as the constructor takes them. */
  public Example become(
      Op carriedOut,
      double[][] inputs,
      double[][] targets,
      int classFromZero,
      double[] targetMatrix,
      double factor,
      long time,
      boolean ofRows) {
    op = carriedOut;
    x = inputs;
    y = targets;
    label = classFromZero;
    matrix = targetMatrix;
    weight = factor;
    ts = time;
    batch = ofRows;
    asked = true;
    return this;
  }

  /** The same example with other rows, an object of its own. */
  public Example with(double[][] inputs, double[][] targets) {
    return new Example(op, inputs, targets, label, matrix, weight, ts, batch);
  }

  public Op op() {
    return op;
  }

  public double[][] x() {
    return x;
  }

  public double[][] y() {
    return y;
  }

  public int label() {
    return label;
  }

  public double[] matrix() {
    return matrix;
  }

  public double weight() {
    return weight;
  }

  public long ts() {
    return ts;
  }

  public boolean batch() {
    return batch;
  }

  /** Whether somebody reads the answer that is given before learning; true until it is said. */
  public boolean asked() {
    return asked;
  }

  /** Says whether somebody reads the answer. */
  public void asked(boolean read) {
    asked = read;
  }

  /** Row i as a separate example; this example itself when it has only one row. */
  public Example row(int i) {
    return x.length == 1 ? this : with(new double[][] {x[i]}, new double[][] {y[i]});
  }

  /** The number of rows of x. */
  public int rows() {
    return x.length;
  }

  /** All targets, row by row. */
  public double[] targets() {
    if (y.length == 1) {
      return y[0];
    }
    int width = y[0].length;
    double[] targets = new double[y.length * width];
    for (int i = 0; i < y.length; i++) {
      System.arraycopy(y[i], 0, targets, i * width, width);
    }
    return targets;
  }
}

package io.rivulet.kernel;

import java.util.Arrays;

/**
 * A low-rank sketch of a growing matrix A (p x n): orthonormal columns U (p x r) with singular
 * values s, so that U diag(s)² Uᵀ stands for A Aᵀ, and the energy of the part that was dropped. (p
 * + 1) r doubles, or more while a rotation waits.
 */
public final class Sketch {

  /** Null while a rotation waits. */
  private OrthonormalBasis basis;

  /** Null while no rotation waits. */
  private TurnedBasis turned;

  private double[] singularValues;
  private double discardedEnergy;

  /** Columns that the last rotation left over, for the next ones. */
  private double[][] spare = {};

  /**
   * @param basis U, not copied
   * @param singularValues one for each column of U, not copied
   * @param discardedEnergy sum of the squared singular values that were dropped
   */
  public Sketch(OrthonormalBasis basis, double[] singularValues, double discardedEnergy) {
    this.basis = basis;
    this.singularValues = singularValues;
    this.discardedEnergy = discardedEnergy;
  }

  /**
   * A sketch whose rotation waits.
   *
   * @param turned U = B R, not copied
   * @param singularValues one for each column of U, not copied
   * @param discardedEnergy sum of the squared singular values that were dropped
   */
  public Sketch(TurnedBasis turned, double[] singularValues, double discardedEnergy) {
    this((OrthonormalBasis) null, singularValues, discardedEnergy);
    this.turned = turned;
  }

  /** The sketch of a matrix without columns. */
  public static Sketch empty(int size) {
    return new Sketch(OrthonormalBasis.empty(size), new double[0], 0);
  }

  /** A separate sketch in which each singular value is multiplied by a factor. */
  public Sketch scaled(double factor) {
    double[][] columns = basis().columns().clone();
    for (int k = 0; k < columns.length; k++) {
      columns[k] = columns[k].clone();
    }
    double[] values = singularValues.clone();
    Lanes.scale(factor, values, values.length);
    return new Sketch(new OrthonormalBasis(size(), columns), values, discardedEnergy);
  }

  /** U as columns: not copied, but a fresh product while a rotation waits, O(b r p). */
  public OrthonormalBasis basis() {
    return directions().explicit();
  }

  /** U; not copied. */
  public Directions directions() {
    return turned == null ? basis : turned;
  }

  /** U = B R while a rotation waits, otherwise null; not copied. */
  public TurnedBasis turned() {
    return turned;
  }

  /** b, the columns of B while a rotation waits, otherwise 0. */
  public int waiting() {
    return turned == null ? 0 : turned.columns().length;
  }

  /** p. */
  public int size() {
    return directions().size();
  }

  /** The singular values that belong to the columns of U, descending; not copied. */
  public double[] singularValues() {
    return singularValues;
  }

  /** Sum of the squared singular values that truncation dropped. */
  public double discardedEnergy() {
    return discardedEnergy;
  }

  /** The largest over the smallest singular value; NaN without any. */
  public double condition() {
    return Condition.of(singularValues);
  }

  /** The number of columns of U. */
  public int rank() {
    return singularValues.length;
  }

  /** Sets the singular values of the columns of U; not copied. */
  public void rank(double[] values) {
    singularValues = values;
  }

  /** Adds to the discarded energy. */
  public void discard(double energy) {
    discardedEnergy += energy;
  }

  /**
   * Replaces U by [U Q] R', of which only the small R' is computed: R ← [R 0; 0 I] R', B ← [B Q].
   * Once B has as many columns as there is room for, U = B R takes its place. O(b r r'), and O(b r'
   * p) when B is replaced.
   *
   * @param added k columns Q that extend the basis, copied
   * @param rotation (r + k) rows of at least r' entries with orthonormal columns
   * @param rank r', the number of columns of the new basis
   * @param room the number of columns at which B is replaced
   */
  public void turn(double[][] added, int count, double[][] rotation, int rank, int room) {
    double[][] before = turned == null ? basis.columns() : turned.columns();
    double[][] all = Arrays.copyOf(before, before.length + count);
    for (int k = 0; k < count; k++) {
      all[before.length + k] = copied(added[k]);
    }
    double[][] turn = ColumnRotation.after(turned == null ? null : turned.turn(), rotation, rank);
    if (all.length < room && rank > 0) {
      turned = new TurnedBasis(size(), all, turn);
      basis = null;
    } else {
      replace(size(), all, turn, rank);
    }
  }

  /**
   * Replaces U by [U Q] R' at once, without the columns of U beyond those that R' has a row for.
   *
   * @param added k columns Q that extend the basis, not modified
   * @param rotation rows of at least r' entries with orthonormal columns
   * @param rank r', the number of columns of the new basis
   */
  public void rotate(double[][] added, int count, double[][] rotation, int rank) {
    settled();
    while (basis.rank() + count > rotation.length) {
      basis.drop(basis.rank() - 1);
    }
    basis.rotate(added, count, rotation, rank);
  }

  /** Restores UᵀU = I after many rotations. O(2 r² p). */
  public void reorthonormalise() {
    settled().reorthonormalise();
  }

  private double[] copied(double[] column) {
    if (spare.length == 0) {
      return column.clone();
    }
    double[] place = spare[spare.length - 1];
    spare = Arrays.copyOf(spare, spare.length - 1);
    System.arraycopy(column, 0, place, 0, place.length);
    return place;
  }

  /** U as columns that may be modified: applies a waiting rotation. */
  public OrthonormalBasis settled() {
    if (turned != null) {
      replace(size(), turned.columns(), turned.turn(), turned.rank());
    }
    return basis;
  }

  private void replace(int size, double[][] columns, double[][] turn, int rank) {
    basis = new OrthonormalBasis(size, columns);
    basis.rotate(new double[0][], 0, turn, rank);
    spare = Arrays.copyOfRange(columns, Math.min(rank, columns.length), columns.length);
    turned = null;
  }

  public long heapBytes() {
    long columns = turned == null ? basis.heapBytes() : turned.heapBytes();
    return columns + 8L * singularValues.length + spare.length * (8L * size() + 24) + 80;
  }
}

package io.rivulet.record;

/**
 * The weights of a model after an accepted sample, or the tombstone of a model that is gone. Arrays
 * are not copied and never modified.
 *
 * @param model the model's id
 * @param learner the learner's name
 * @param incarnation the number of times that this id was created, from 1
 * @param version the number of accepted learn and unlearn records of this incarnation
 * @param samples the number of learned samples minus the number of unlearned ones
 * @param previous the version of the record published before, or {@link #NONE}
 * @param rows number of rows of w
 * @param columns number of columns of w
 * @param w the weights, row-major; null for a tombstone
 * @param id the sample's name, or null
 * @param ts the sample's event time, or {@link Sample#NO_TIME}
 * @param spec fingerprint of the spec: 16 hexadecimal digits
 * @param axes the meaning of rows and columns
 * @param details facts that only some learners publish
 * @param part which part of the weights w is; {@link Part#WHOLE} for all of them
 */
public record WeightRecord(
    String model,
    String learner,
    long incarnation,
    long version,
    long samples,
    long previous,
    int rows,
    int columns,
    double[] w,
    String id,
    long ts,
    String spec,
    Axes axes,
    Details details,
    Part part) {

  /** Stands for a previous record that does not exist. */
  public static final long NONE = -1;

  /**
   * The record that says that a model no longer exists; readers drop the model's weights.
   *
   * @param incarnation the last incarnation of the model, above which a later one begins
   */
  public static WeightRecord tombstone(String model, long incarnation) {
    return new WeightRecord(
        model, null, incarnation, 0, 0, NONE, 0, 0, null, null, Sample.NO_TIME, null);
  }

  /** Whether the record says that the model no longer exists, or that a part of it does not. */
  public boolean isTombstone() {
    return w == null;
  }

  /** The same record with a part of its weights, or the same tombstone for a part. */
  public WeightRecord withPart(double[] weights, Part which) {
    return new WeightRecord(
        model,
        learner,
        incarnation,
        version,
        samples,
        previous,
        rows,
        columns,
        weights,
        id,
        ts,
        spec,
        axes,
        details,
        which);
  }

  /** A record of all weights. */
  public WeightRecord(
      String model,
      String learner,
      long incarnation,
      long version,
      long samples,
      long previous,
      int rows,
      int columns,
      double[] w,
      String id,
      long ts,
      String spec,
      Axes axes,
      Details details) {
    this(
        model,
        learner,
        incarnation,
        version,
        samples,
        previous,
        rows,
        columns,
        w,
        id,
        ts,
        spec,
        axes,
        details,
        Part.WHOLE);
  }

  /** A record of weights without names and details. */
  public WeightRecord(
      String model,
      String learner,
      long incarnation,
      long version,
      long samples,
      long previous,
      int rows,
      int columns,
      double[] w,
      String id,
      long ts,
      String spec) {
    this(
        model,
        learner,
        incarnation,
        version,
        samples,
        previous,
        rows,
        columns,
        w,
        id,
        ts,
        spec,
        Axes.UNNAMED,
        Details.NONE);
  }
}

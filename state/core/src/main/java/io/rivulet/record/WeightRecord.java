package io.rivulet.record;

/**
 * The weights of a model after an accepted sample. Arrays are not copied and never modified.
 *
 * @param model the model's id
 * @param learner the learner's name
 * @param incarnation counts births of this id, from 1
 * @param version counts accepted learn and unlearn records of this incarnation
 * @param samples learned minus unlearned
 * @param previous version of the record published before, or {@link #NONE}
 * @param rows rows of w
 * @param columns columns of w
 * @param w the weights, row-major
 * @param id the sample's name, or null
 * @param ts the sample's event time, or {@link Sample#NO_TIME}
 * @param spec fingerprint of the spec: 16 hexadecimal digits
 * @param axes what rows and columns stand for
 * @param details what only some learners tell
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
    Details details) {

  /** No record was published before. */
  public static final long NONE = -1;

  /** A record of weights alone. */
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

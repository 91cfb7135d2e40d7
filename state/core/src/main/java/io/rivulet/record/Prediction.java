package io.rivulet.record;

/**
 * A prediction, with its error where the target is known. Absent parts are null. Arrays are not
 * copied and never modified; those of a batch hold its rows consecutively.
 *
 * @param model the model's id
 * @param id the sample's name, or null
 * @param ts the sample's event time, or {@link Sample#NO_TIME}
 * @param op what the sample asked for
 * @param rows rows of a batch, 0 for a single input
 * @param y the prediction, one number for each output; for a classifier the class probabilities
 * @param error target minus prediction; for a classifier 0 or 1; null on {@link Op#PREDICT}
 * @param variance the variance of a new target, one number for each output
 * @param leverage the leverage of each row
 * @param looResidual the error of a model that has not learned the row, one number for each output
 * @param classes name of each class that y has a probability of, or null
 * @param incarnation the incarnation of the weights that predicted
 * @param version the version of the weights that predicted
 * @param answered the version whose weights answered the question that this target belongs to, or
 *     {@link #NOT_ASKED}
 * @param frozen whether the model was frozen, so that it did not learn the sample
 */
public record Prediction(
    String model,
    String id,
    long ts,
    Op op,
    int rows,
    double[] y,
    double[] error,
    double[] variance,
    double[] leverage,
    double[] looResidual,
    String[] classes,
    long incarnation,
    long version,
    long answered,
    boolean frozen) {

  /** Stands for a target that came with its input. */
  public static final long NOT_ASKED = -1;

  /** A prediction for a single input, without its uncertainty. */
  public Prediction(
      String model,
      String id,
      long ts,
      Op op,
      double[] y,
      double[] error,
      long incarnation,
      long version) {
    this(
        model,
        id,
        ts,
        op,
        0,
        y,
        error,
        null,
        null,
        null,
        null,
        incarnation,
        version,
        NOT_ASKED,
        false);
  }
}

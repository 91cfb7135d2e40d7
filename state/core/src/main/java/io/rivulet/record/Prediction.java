package io.rivulet.record;

/**
 * A prediction, with its error where the target is known. Absent parts are null. Arrays are not
 * copied and never modified; those of a batch hold its rows one after the other.
 *
 * @param model the model's id
 * @param id the sample's name, or null
 * @param ts the sample's event time, or {@link Sample#NO_TIME}
 * @param op what the sample asked for
 * @param rows rows of a batch, 0 for a single input
 * @param y the prediction, one number an output; class probabilities of a classifier
 * @param error target minus prediction, or 0 and 1 of a classifier; null on {@link Op#PREDICT}
 * @param variance of a new target, one number an output
 * @param leverage of each row
 * @param looResidual error of the model that never saw the row, one number an output
 * @param classes name of each class that y has a probability of, or null
 * @param incarnation of the weights that predicted
 * @param version of the weights that predicted
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
    long version) {

  /** A prediction for a single input, without what is known of its uncertainty. */
  public Prediction(
      String model,
      String id,
      long ts,
      Op op,
      double[] y,
      double[] error,
      long incarnation,
      long version) {
    this(model, id, ts, op, 0, y, error, null, null, null, null, incarnation, version);
  }
}

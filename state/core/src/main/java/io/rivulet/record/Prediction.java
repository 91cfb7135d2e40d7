package io.rivulet.record;

/**
 * A prediction, with its error where the target is known. Arrays are not copied and never modified.
 *
 * @param model the model's id
 * @param id the sample's name, or null
 * @param ts the sample's event time, or {@link Sample#NO_TIME}
 * @param op what the sample asked for
 * @param y the prediction, one number an output
 * @param error target minus prediction, null on {@link Op#PREDICT}
 * @param incarnation of the weights that predicted
 * @param version of the weights that predicted
 */
public record Prediction(
    String model,
    String id,
    long ts,
    Op op,
    double[] y,
    double[] error,
    long incarnation,
    long version) {}

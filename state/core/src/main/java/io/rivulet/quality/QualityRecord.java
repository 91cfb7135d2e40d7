package io.rivulet.quality;

/**
 * The figures of a model over a window of learned samples, each predicted before it was learned.
 * With several outputs a figure is the mean over the outputs. A figure that does not apply is NaN.
 *
 * @param model the model's id
 * @param n the number of samples in the window; the rows of a batch count one by one
 * @param window the number of the window in this incarnation, from 1
 * @param mae mean of |e|, e the target minus the prediction; in units of y
 * @param rmse root of the mean of e²; in units of y
 * @param r2 1 - Σ e² / Σ (y - mean of y)²
 * @param meanError mean of e; in units of y
 * @param accuracy fraction of samples whose most probable class was right
 * @param logLoss mean of -ln of the probability of the right class
 * @param coverage fraction of targets inside the 95 % interval of the prediction
 * @param drift whether an alarm of the drift detector caused the record
 * @param incarnation the incarnation of the model
 * @param version the version of the model after the last sample of the window
 * @param ts the event time of that sample, or {@link io.rivulet.record.Sample#NO_TIME}
 */
public record QualityRecord(
    String model,
    long n,
    long window,
    double mae,
    double rmse,
    double r2,
    double meanError,
    double accuracy,
    double logLoss,
    double coverage,
    boolean drift,
    long incarnation,
    long version,
    long ts) {}

package io.rivulet.experiment.digits;

/**
 * How wrong a model is, in degrees.
 *
 * @param test root mean square over the test samples
 * @param train root mean square over all 100 samples of the stream, learned or still to come
 * @param watched absolute error on the sample that is watched, {@link RotatedDigits#WATCHED} in the
 *     quick start
 */
public record Errors(double test, double train, double watched) {}

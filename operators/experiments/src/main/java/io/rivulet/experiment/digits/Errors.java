package io.rivulet.experiment.digits;

/**
 * The errors of a model, in degrees.
 *
 * @param test the root mean square over the test samples
 * @param train the root mean square over all 100 samples of the stream, whether or not they have
 *     been learned
 * @param watched the absolute error on the watched sample, {@link RotatedDigits#WATCHED} in the
 *     quick start
 */
public record Errors(double test, double train, double watched) {}

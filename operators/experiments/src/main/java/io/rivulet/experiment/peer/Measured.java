package io.rivulet.experiment.peer;

/**
 * An input and its target.
 *
 * @param x the input; not copied
 */
@SuppressWarnings("ArrayRecordComponent")
public record Measured(double[] x, double y) {}

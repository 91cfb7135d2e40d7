package io.rivulet.learner;

/**
 * A validated sample: finite, and of the shapes that its model takes. Arrays are not copied and
 * never modified.
 *
 * @param x dense input
 * @param y target, one entry an output; null when the sample only asks
 * @param weight factor of the loss, at least 0
 */
public record Example(double[] x, double[] y, double weight) {}

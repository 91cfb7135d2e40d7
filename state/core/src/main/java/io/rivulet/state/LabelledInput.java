package io.rivulet.state;

/**
 * A classified input that waits for its window to close. The array is not copied and never
 * modified.
 *
 * @param x input, before any bias
 * @param label class from 0
 * @param weight factor of its cross-entropy, at least 0
 */
public record LabelledInput(double[] x, int label, double weight) {}

package io.rivulet.record;

/**
 * The frozen or learned first layer of a net, for readers that predict: h = tanh([1, x] W). The
 * array is not copied and never modified.
 *
 * @param rows 1 + inputs; row 0 holds the biases
 * @param columns hidden units
 * @param w row-major
 */
public record HiddenLayer(int rows, int columns, double[] w) {}

package io.rivulet.wire;

/**
 * Numbers read from an array, or from an array of rows.
 *
 * @param values the numbers, rows one after the other; null where there were none
 * @param rows how many rows, 0 for a plain array
 * @param width length of the first row, or of the plain array
 */
record NumberRows(double[] values, int rows, int width) {

  static final NumberRows NONE = new NumberRows(null, 0, 0);

  static NumberRows single(double[] values) {
    return new NumberRows(values, 0, values.length);
  }
}

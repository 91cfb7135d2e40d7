package io.rivulet.wire;

/**
 * Numbers read from an array, or from an array of rows.
 *
 * @param values the numbers, row by row; null when there were none
 * @param rows the number of rows, 0 for a plain array
 * @param width length of the first row, or of the plain array
 */
record NumberRows(double[] values, int rows, int width) {

  static final NumberRows NONE = new NumberRows(null, 0, 0);

  static NumberRows single(double[] values) {
    return new NumberRows(values, 0, values.length);
  }
}

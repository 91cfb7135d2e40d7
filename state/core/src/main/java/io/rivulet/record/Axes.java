package io.rivulet.record;

/**
 * The meaning of the rows and columns of published weights, as far as their spec says. Absent parts
 * are null. Arrays are not copied and never modified.
 *
 * @param classes name of each class, by its number
 * @param bias whether the last row is the bias
 * @param features name of each row except the bias; {@code NAME#COLUMNS} stands for that many rows
 * @param input JSON array: how a named x becomes the columns that the rows multiply
 */
public record Axes(String[] classes, boolean bias, String[] features, String input) {

  /** The axes of a spec that says nothing about them. */
  public static final Axes UNNAMED = new Axes(null, false, null, null);
}

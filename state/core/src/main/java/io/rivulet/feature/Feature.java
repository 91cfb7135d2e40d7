package io.rivulet.feature;

import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import java.util.List;

/** What becomes of one named entry of x: one column of a model's input or several. */
sealed interface Feature permits NumberFeature, CategoryFeature, HashedFeature {

  String name();

  /** How many columns, at least 1. */
  int columns();

  /** Whether the one column is the number itself. */
  default boolean numeric() {
    return false;
  }

  /** Subtracted from the number. */
  default double center() {
    return 0;
  }

  /** What the centred number is divided by, positive. */
  default double scale() {
    return 1;
  }

  /** Whether center or scale do something. */
  default boolean scaled() {
    return center() != 0 || scale() != 1;
  }

  /** The texts at a place of a named x, of a boolean its JSON text; null for a number. */
  static String[] texts(Sample sample, int place) {
    return sample.texts() == null ? null : sample.texts()[place];
  }

  /**
   * What a value should be, in words, or null when it is of this kind.
   *
   * @param place of the value in a named x
   */
  String misfit(Sample sample, int place);

  /**
   * Writes a value of this kind, in raw units.
   *
   * @param x the columns so far, 0 where this feature has its own
   * @param first the first of them
   * @throws RejectedException {@code DIMENSION} when the value has no column
   */
  void expand(Sample sample, int place, double[] x, int first) throws RejectedException;

  /** Whether a value stands for an absent one. */
  boolean optional();

  /** Writes the value that stands for an absent one, if there is one. */
  void expandMissing(double[] x, int first);

  /** Adds the names of the columns that weight records carry. */
  void label(List<String> labels);

  /** The entry of a canonical spec. */
  Object described();

  /** The same without what the units of the model are: what raw numbers are expanded by. */
  default Object input() {
    return described();
  }
}

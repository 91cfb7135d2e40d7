package io.rivulet.feature;

import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import java.util.List;

/** A feature: how one named entry of x becomes one or more columns of a model's input. */
sealed interface Feature permits NumberFeature, CategoryFeature, HashedFeature {

  String name();

  /** The number of columns, at least 1. */
  int columns();

  /** Whether the feature has one column, which is the number itself. */
  default boolean numeric() {
    return false;
  }

  /** The value that is subtracted from the number. */
  default double center() {
    return 0;
  }

  /** The positive value that the centred number is divided by. */
  default double scale() {
    return 1;
  }

  /** Whether center or scale changes the number. */
  default boolean scaled() {
    return center() != 0 || scale() != 1;
  }

  /** The texts at a place of a named x, null for a number. A boolean has its JSON text. */
  static String[] texts(Sample sample, int place) {
    return sample.texts() == null ? null : sample.texts()[place];
  }

  /**
   * A description of what a value should be, or null when it is of this kind.
   *
   * @param place the position of the value in a named x
   */
  String misfit(Sample sample, int place);

  /**
   * Writes a value of this kind, in raw units.
   *
   * @param x the columns so far, 0 in the columns of this feature
   * @param first the first column of this feature
   * @throws RejectedException {@code DIMENSION} when the value has no column
   */
  void expand(Sample sample, int place, double[] x, int first) throws RejectedException;

  /** Whether the feature has a value that stands for an absent one. */
  boolean optional();

  /** Writes the value that stands for an absent one, if there is one. */
  void expandMissing(double[] x, int first);

  /** Adds the names of the columns that weight records carry. */
  void label(List<String> labels);

  /** The entry of a canonical spec. */
  Object described();

  /** The entry without the units of the model, as readers need it to expand raw numbers. */
  default Object input() {
    return described();
  }
}

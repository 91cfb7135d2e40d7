package io.rivulet.feature;

import java.util.Arrays;
import java.util.Locale;

/** The treatment of a category that the spec does not list. */
enum UnknownCategory {

  /** The sample is refused. */
  REJECT,

  /** All columns of the feature are 0. */
  ZERO,

  /** An additional last column is 1. */
  OTHER;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static String[] labels() {
    return Arrays.stream(values()).map(UnknownCategory::label).toArray(String[]::new);
  }
}

package io.rivulet.feature;

import java.util.Arrays;
import java.util.Locale;

/** What becomes of a category that the spec does not list. */
enum UnknownCategory {

  /** The sample is refused. */
  REJECT,

  /** Every column is 0. */
  ZERO,

  /** One more column, the last, is 1. */
  OTHER;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static String[] labels() {
    return Arrays.stream(values()).map(UnknownCategory::label).toArray(String[]::new);
  }
}

package io.rivulet.feature;

import io.rivulet.record.Meanings;
import java.util.List;

/**
 * Names that other programs use for the fields of a feature and for the treatments of an unknown
 * category.
 */
final class FeatureNames {

  static final Meanings FIELDS =
      Meanings.of(
          "std stddev stdev sd sigma deviation standarddeviation var variance divisor width: scale",
          "mean average avg mu offset shift location: center",
          "default fill fillvalue fillna impute imputation: missing",
          "levels vocabulary vocab domain enum values: categories",
          "bits buckets bins hashing hashbits nfeatures: hash",
          "handleunknown onunknown other: unknown",
          "feature field column id key: name");

  private static final Meanings UNKNOWN =
      Meanings.of(
          "ignore skip drop zeros none null: zero",
          "error raise fail refuse strict: reject",
          "infrequent infrequentifexist rare rest misc default: other");

  private FeatureNames() {}

  /** A question that offers the value that was probably meant, or an empty text. */
  static String meant(Object value, String... allowed) {
    return value instanceof String text
        ? UNKNOWN
            .meant(text, List.of(allowed))
            .map(name -> ", did you mean '" + name + "'?")
            .orElse("")
        : "";
  }
}

package io.rivulet.feature;

import io.rivulet.record.Shown;
import java.util.Map;
import java.util.Set;

/** A reader of one entry of {@code features}: a name, or an object with the fields of one kind. */
final class FeatureEntry {

  /** The members of a sparse x. */
  private static final Set<String> TAKEN = Set.of("n", "i", "v");

  private FeatureEntry() {}

  static Feature read(Object entry, String path, boolean stored) {
    Feature feature =
        entry instanceof Map<?, ?> map
            ? read(new FeatureFields(path, map))
            : NumberFeature.named(name(entry, path));
    if (!stored) {
      requireUsable(feature.name(), path);
    }
    return feature;
  }

  private static Feature read(FeatureFields fields) {
    Feature feature = ofItsKind(fields);
    fields.finish();
    return feature;
  }

  private static Feature ofItsKind(FeatureFields fields) {
    if (fields.holds("categories")) {
      return CategoryFeature.read(fields);
    }
    return fields.holds("hash") ? HashedFeature.read(fields) : NumberFeature.read(fields);
  }

  private static String name(Object entry, String path) {
    if (entry instanceof String || entry instanceof Number || entry instanceof Boolean) {
      return entry.toString();
    }
    throw new IllegalArgumentException(
        "spec field '"
            + path
            + "' must be a name or an object, got "
            + Shown.plain(String.valueOf(entry)));
  }

  private static void requireUsable(String name, String path) {
    if (name.indexOf('=') >= 0 || name.indexOf('#') >= 0 || TAKEN.contains(name)) {
      throw new IllegalArgumentException(
          "spec field '"
              + path
              + "' must be a name without '=' and '#', which mark columns, and not n, i or v,"
              + " which are the members of a sparse x, got "
              + Shown.quoted(name));
    }
  }
}

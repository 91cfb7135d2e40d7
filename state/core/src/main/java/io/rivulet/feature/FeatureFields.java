package io.rivulet.feature;

import io.rivulet.record.Shown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Typed access to the fields of one entry of {@code features}. Every field that is asked for is
 * known; {@link #finish} refuses the others.
 */
final class FeatureFields {

  private static final Set<String> ALL =
      Set.of("name", "missing", "center", "scale", "categories", "unknown", "hash");

  private final String path;
  private final Map<?, ?> fields;
  private final Set<String> known = new TreeSet<>(Set.of("name"));

  /**
   * @param path of the entry, as messages name it
   */
  FeatureFields(String path, Map<?, ?> fields) {
    this.path = path;
    this.fields = fields;
  }

  String name() {
    if (fields.get("name") instanceof String name) {
      return name;
    }
    throw refused("name", "the name of an entry of x, a text");
  }

  /** Whether the field is given, which does not make it known. */
  boolean holds(String field) {
    return fields.get(field) != null;
  }

  boolean has(String field) {
    known.add(field);
    return holds(field);
  }

  double number(String field, double otherwise) {
    if (!has(field)) {
      return otherwise;
    }
    if (fields.get(field) instanceof Number number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue() + 0.0;
    }
    throw refused(field, "a finite number");
  }

  int integer(String field, int least, int most) {
    known.add(field);
    if (fields.get(field) instanceof Number number
        && number.doubleValue() == number.intValue()
        && number.intValue() >= least
        && number.intValue() <= most) {
      return number.intValue();
    }
    throw refused(field, "an integer from " + least + " to " + most);
  }

  String choice(String field, String otherwise, String... allowed) {
    if (!has(field)) {
      return otherwise;
    }
    if (fields.get(field) instanceof String text && Arrays.asList(allowed).contains(text)) {
      return text;
    }
    throw new IllegalArgumentException(
        refused(field, "one of " + String.join(", ", allowed)).getMessage()
            + FeatureNames.meant(fields.get(field), allowed));
  }

  /** Different texts that are not empty, at least one. */
  List<String> categories(String field) {
    known.add(field);
    if (!(fields.get(field) instanceof List<?> list) || list.isEmpty()) {
      throw refused(field, "an array of texts");
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      texts.add(category(field + "[" + i + "]", list.get(i)));
    }
    for (int i = 0; i < texts.size(); i++) {
      if (texts.indexOf(texts.get(i)) < i) {
        throw refused(
            field + "[" + i + "]",
            texts.get(i),
            "a text that differs from those before it; categories are different texts");
      }
    }
    return List.copyOf(texts);
  }

  String category(String field) {
    return category(field, fields.get(field));
  }

  /** A text, or the JSON text of an integer or a boolean. */
  private String category(String field, Object value) {
    if (value instanceof Boolean
        || (value instanceof String text && !text.isEmpty())
        || value instanceof Integer
        || value instanceof Long) {
      return value.toString();
    }
    if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
      return Long.toString(number.longValue());
    }
    throw refused(field, value, "a text that is not empty, an integer, true or false");
  }

  /** A text or an array of texts. */
  List<String> texts(String field) {
    if (fields.get(field) instanceof String text) {
      return List.of(text);
    }
    if (fields.get(field) instanceof List<?> list
        && list.stream().allMatch(String.class::isInstance)) {
      return list.stream().map(String.class::cast).toList();
    }
    throw refused(field, "a text or an array of texts");
  }

  /** Refuses every field that was not asked for. */
  void finish() {
    for (Object field : fields.keySet()) {
      String name = field.toString();
      if (!known.contains(name) && (!ALL.contains(name) || holds(name))) {
        throw new IllegalArgumentException(
            ALL.contains(name)
                ? "spec field '" + path + "." + name + "' is not allowed here" + taken()
                : "unknown spec field '" + path + "." + Shown.plain(name) + "'" + meant(name));
      }
    }
  }

  private String meant(String unknown) {
    return FeatureNames.FIELDS
        .meant(unknown, ALL)
        .map(name -> ", did you mean '" + path + "." + name + "'?")
        .orElseGet(this::taken);
  }

  private String taken() {
    return "; '" + Shown.plain(name()) + "' takes " + String.join(", ", known);
  }

  IllegalArgumentException refused(String field, String allowed) {
    return refused(field, fields.get(field), allowed);
  }

  private IllegalArgumentException refused(String field, Object value, String allowed) {
    return new IllegalArgumentException(
        "spec field '"
            + path
            + "."
            + field
            + "' must be "
            + allowed
            + (value == null ? "; it is missing" : ", got " + Shown.plain(value.toString())));
  }
}

package io.rivulet.learner.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The field that gives the outputs: {@code outputs}, or {@code classes} as their number or their
 * names.
 *
 * @param field the name of the field
 * @param count the number of outputs, from 1
 * @param names the names of the classes, or null; not copied
 */
public record Outputs(String field, int count, String[] names) {

  static Outputs numbers(int count) {
    return new Outputs("outputs", count, null);
  }

  static Outputs read(SpecFields fields) {
    return numbers(fields.count("outputs", 1));
  }

  static Outputs readSquare(SpecFields fields, int dimension) {
    int count = fields.count("outputs", dimension);
    if (count != dimension) {
      throw fields.refused("outputs", count, "the dimension, " + dimension + ", or left out");
    }
    return numbers(count);
  }

  static Outputs readClasses(SpecFields fields) {
    if (fields.value("classes") instanceof List<?> list) {
      String[] names = names(fields, list);
      return new Outputs("classes", names.length, names);
    }
    int count = fields.count("classes");
    if (count < 2) {
      throw fields.fault("classes", count, "an integer from 2");
    }
    return new Outputs("classes", count, null);
  }

  private static String[] names(SpecFields fields, List<?> list) {
    for (int i = 0; i < list.size(); i++) {
      if (!(list.get(i) instanceof String name) || name.isEmpty()) {
        throw fields.refused(
            "classes[" + i + "]", list.get(i), "a name, a text; put numbers in quotes");
      }
    }
    if (list.size() < 2) {
      throw fields.refused("classes", list, "at least 2 different names");
    }
    requireDifferent(fields, list);
    return list.stream().map(String.class::cast).toArray(String[]::new);
  }

  private static void requireDifferent(SpecFields fields, List<?> names) {
    for (int i = 0; i < names.size(); i++) {
      if (names.indexOf(names.get(i)) < i) {
        throw fields.refused(
            "classes[" + i + "]",
            names.get(i),
            "a name that differs from those before it; classes are at least 2 different names");
      }
    }
  }

  void describe(Map<String, Object> fields) {
    fields.put(field, names == null ? (Object) count : List.of(names));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Outputs outputs
        && field.equals(outputs.field)
        && count == outputs.count
        && Arrays.equals(names, outputs.names);
  }

  @Override
  public int hashCode() {
    return 31 * count + Arrays.hashCode(names);
  }
}

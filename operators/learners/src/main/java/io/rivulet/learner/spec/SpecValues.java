package io.rivulet.learner.spec;

import io.rivulet.record.NearestName;
import io.rivulet.record.Shown;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Values of specs in the form in which messages show them, and guesses what a wrong value was meant
 * to be.
 */
public final class SpecValues {

  private static final String NUMBER = "[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?";
  private static final Set<String> YES = Set.of("true", "yes", "on", "1", "1.0");
  private static final Set<String> NO = Set.of("false", "no", "off", "0", "0.0");

  private SpecValues() {}

  /** A short form of a value. */
  public static String shown(Object value) {
    if (value instanceof String text) {
      return Shown.quoted(text);
    }
    if (value instanceof double[] numbers) {
      return numbers(numbers.length);
    }
    if (value instanceof List<?> list) {
      return "an array of " + list.size() + (list.size() == 1 ? " entry" : " entries");
    }
    if (value instanceof Map<?, ?> map) {
      return "an object of " + map.size() + (map.size() == 1 ? " field" : " fields");
    }
    return Shown.plain(String.valueOf(value));
  }

  /** A number of numbers, in words. */
  static String numbers(int count) {
    return count + (count == 1 ? " number" : " numbers");
  }

  /** A question that offers the allowed text that was probably meant. */
  static String meant(Object value, List<String> allowed) {
    return value instanceof String text
        ? NearestName.of(text, allowed).map(name -> ", did you mean '" + name + "'?").orElse("")
        : "";
  }

  /** The correct form of a kind of model that was given as a text. */
  static String kind(String field, Object value) {
    return field.equals("model") && value instanceof String text
        ? "; write {\"kind\": " + Shown.quoted(text) + "}"
        : "";
  }

  /**
   * Advice what to write instead, or an empty text.
   *
   * @param allowed the accepted values, in words
   */
  static String advice(Object value, String allowed) {
    String text = String.valueOf(value).trim().toLowerCase(Locale.ROOT);
    String unquoted = value instanceof String ? " without quotes" : "";
    if (allowed.equals("true or false")) {
      return YES.contains(text)
          ? "; write true" + unquoted
          : NO.contains(text) ? "; write false" + unquoted : "";
    }
    if (!(value instanceof String)) {
      return "";
    }
    return text.replace(',', '.').matches(NUMBER) ? "; write a number" + unquoted : "";
  }
}

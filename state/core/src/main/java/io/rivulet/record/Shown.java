package io.rivulet.record;

import java.time.Duration;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Texts from outside in the form in which messages show them: on one line and cut, so that no
 * payload is repeated.
 */
public final class Shown {

  private static final int MOST = 64;
  private static final int MOST_NAMES = 10;

  private Shown() {}

  /**
   * The text in double quotes as in JSON, with control characters escaped, cut at 64 characters.
   */
  public static String quoted(String text) {
    return '"' + escaped(text, "\"\\") + '"' + rest(text);
  }

  /**
   * The text as in {@link #quoted} but without quotes, so that quotes inside it stay as they are.
   */
  public static String plain(String text) {
    return escaped(text, "") + rest(text);
  }

  /** A number in decimal; an integer has no decimal point. */
  public static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) <= Sample.LARGEST_EXACT
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /**
   * A whole number of the largest unit that is exact to the millisecond: 730 s is {@code 730s}, 780
   * s is {@code 13min}.
   */
  public static String span(Duration span) {
    long millis = span.toMillis();
    if (millis % 1000 != 0) {
      return millis + "ms";
    }
    if (millis % 60_000 != 0 || millis == 0) {
      return millis / 1000 + "s";
    }
    return millis % 3_600_000 == 0 ? millis / 3_600_000 + "h" : millis / 60_000 + "min";
  }

  /** The first names in single quotes, followed by the number of the others. */
  public static String list(Collection<String> names) {
    String first =
        names.stream()
            .limit(MOST_NAMES)
            .map(name -> "'" + plain(name) + "'")
            .collect(Collectors.joining(", "));
    int more = names.size() - MOST_NAMES;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  private static String rest(String text) {
    return text.length() > MOST ? ".." : "";
  }

  private static String escaped(String text, String more) {
    StringBuilder shown = new StringBuilder();
    int end = Math.min(text.length(), MOST);
    for (int at = 0; at < end; ) {
      int point = text.codePointAt(at);
      at += Character.charCount(point);
      if (more.indexOf(point) >= 0) {
        shown.append('\\');
      }
      append(shown, point);
    }
    return shown.toString();
  }

  private static void append(StringBuilder shown, int point) {
    switch (point) {
      case '\n' -> shown.append("\\n");
      case '\r' -> shown.append("\\r");
      case '\t' -> shown.append("\\t");
      default -> {
        if (visible(point)) {
          shown.appendCodePoint(point);
        } else {
          for (char unit : Character.toChars(point)) {
            shown.append(String.format("\\u%04x", (int) unit));
          }
        }
      }
    }
  }

  /** Whether a terminal shows the character as itself and in its place. */
  private static boolean visible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}

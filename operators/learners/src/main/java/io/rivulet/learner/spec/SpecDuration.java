package io.rivulet.learner.spec;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations in the form of Flink's settings: a whole number with a unit, as in {@code 7d}. */
final class SpecDuration {

  private static final Pattern FORM = Pattern.compile("\\s*([0-9]{1,18})\\s*([A-Za-z]*)\\s*");

  private static final long SECOND = 1000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  /** The milliseconds of each unit. */
  private static final Map<String, Long> UNITS =
      Map.ofEntries(
          Map.entry("", 1L),
          Map.entry("ms", 1L),
          Map.entry("milli", 1L),
          Map.entry("millisecond", 1L),
          Map.entry("s", SECOND),
          Map.entry("sec", SECOND),
          Map.entry("second", SECOND),
          Map.entry("m", MINUTE),
          Map.entry("min", MINUTE),
          Map.entry("minute", MINUTE),
          Map.entry("h", HOUR),
          Map.entry("hour", HOUR),
          Map.entry("d", 24 * HOUR),
          Map.entry("day", 24 * HOUR));

  private SpecDuration() {}

  /**
   * Reads a duration.
   *
   * @param value a text with a unit, or a number of milliseconds
   * @return milliseconds, or -1 when the value is no duration
   */
  static long milliseconds(Object value) {
    if (value instanceof Number number) {
      return number.doubleValue() == number.longValue() ? number.longValue() : -1;
    }
    Matcher form = FORM.matcher(value instanceof String text ? text : "?");
    if (!form.matches()) {
      return -1;
    }
    Long unit = unit(form.group(2).toLowerCase(Locale.ROOT));
    long count = Long.parseLong(form.group(1));
    return unit == null || count > Long.MAX_VALUE / unit ? -1 : count * unit;
  }

  private static Long unit(String name) {
    Long unit = UNITS.get(name);
    boolean plural = unit == null && name.length() > 3 && name.endsWith("s");
    return plural ? UNITS.get(name.substring(0, name.length() - 1)) : unit;
  }
}

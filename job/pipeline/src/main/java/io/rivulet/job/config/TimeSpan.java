package io.rivulet.job.config;

import io.rivulet.record.Shown;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text of a duration: {@code 10s}, {@code 13 min}, {@code 250ms}, {@code 12h}, {@code 1d}. A unit
 * is required.
 */
public final class TimeSpan {

  private static final Pattern FORM = Pattern.compile("(\\d{1,12}) ?(ms|s|min|h|d)");
  private static final Map<String, ChronoUnit> UNITS =
      Map.of(
          "ms", ChronoUnit.MILLIS,
          "s", ChronoUnit.SECONDS,
          "min", ChronoUnit.MINUTES,
          "h", ChronoUnit.HOURS,
          "d", ChronoUnit.DAYS);

  private TimeSpan() {}

  /** The duration that a text gives, or empty if it gives none. */
  public static Optional<Duration> parse(String text) {
    Matcher form = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    return form.matches()
        ? Optional.of(Duration.of(Long.parseLong(form.group(1)), UNITS.get(form.group(2))))
        : Optional.empty();
  }

  /** Text of a duration, as messages show it. */
  public static String format(Duration span) {
    return Shown.span(span);
  }
}

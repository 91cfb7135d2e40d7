package io.rivulet.job.config;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text of a number of bytes: {@code 64mb}, {@code 16 MiB}, {@code 512}. Units are binary, 1mb =
 * 1mib = 1,048,576.
 */
final class ByteSize {

  private static final Pattern FORM = Pattern.compile("(\\d{1,18}) ?(?:([kmgt]?)i?b)?");
  private static final String UNITS = "kmgt";

  private ByteSize() {}

  static Optional<Long> parse(String text) {
    Matcher form = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!form.matches()) {
      return Optional.empty();
    }
    long count = Long.parseLong(form.group(1));
    int shift = shift(form.group(2));
    return count > Long.MAX_VALUE >> shift ? Optional.empty() : Optional.of(count << shift);
  }

  /** The shortest exact form. */
  static String format(long bytes) {
    int unit = bytes == 0 ? 0 : Math.min(Long.numberOfTrailingZeros(bytes) / 10, UNITS.length());
    return unit == 0 ? bytes + "b" : (bytes >> (10 * unit)) + UNITS.substring(unit - 1, unit) + "b";
  }

  private static int shift(String unit) {
    return unit == null || unit.isEmpty() ? 0 : 10 * (UNITS.indexOf(unit) + 1);
  }
}

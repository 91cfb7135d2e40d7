package io.rivulet.cli.kafka;

import io.rivulet.cli.console.TextTable;
import io.rivulet.job.config.TimeSpan;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code --since}: a point in time, or how long ago it was. */
public final class SinceConverter implements ITypeConverter<Instant> {

  /** For the help text of options. */
  public static final String FORMS =
      "milliseconds since 1970, an ISO time such as 2026-11-26T13:45:00Z, or how long ago, such as"
          + " 2h";

  private static final Pattern MILLIS = Pattern.compile("\\d{1,15}");

  @Override
  public Instant convert(String text) {
    try {
      if (MILLIS.matcher(text).matches()) {
        return Instant.ofEpochMilli(Long.parseLong(text));
      }
      Optional<Duration> ago = TimeSpan.parse(text);
      Instant since =
          ago.isPresent() ? Instant.now().minus(ago.get()) : OffsetDateTime.parse(text).toInstant();
      return since.isBefore(Instant.EPOCH) ? Instant.EPOCH : since;
    } catch (DateTimeException | ArithmeticException e) {
      throw new TypeConversionException(
          "'" + TextTable.printable(text) + "' is not a time; give " + FORMS);
    }
  }
}

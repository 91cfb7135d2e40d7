package io.rivulet.job.config;

import java.io.Serializable;
import java.util.Optional;

/**
 * Where the first start begins to read.
 *
 * @param timestamp milliseconds since 1970 for {@link Kind#TIMESTAMP}, else 0
 */
public record StartPosition(Kind kind, long timestamp) implements Serializable {

  /** What a start position is counted from. */
  public enum Kind {
    EARLIEST,
    LATEST,
    TIMESTAMP
  }

  public static final StartPosition EARLIEST = new StartPosition(Kind.EARLIEST, 0);
  public static final StartPosition LATEST = new StartPosition(Kind.LATEST, 0);

  public StartPosition {
    if (timestamp < 0 || (kind != Kind.TIMESTAMP && timestamp != 0)) {
      throw new ConfigurationException(
          "kafka.start has the timestamp " + timestamp + ", it must be 0 or more and stand alone");
    }
  }

  public static StartPosition at(long timestamp) {
    return new StartPosition(Kind.TIMESTAMP, timestamp);
  }

  static Optional<StartPosition> parse(String text) {
    return switch (text) {
      case "earliest" -> Optional.of(EARLIEST);
      case "latest" -> Optional.of(LATEST);
      default ->
          text.matches("\\d{1,18}") ? Optional.of(at(Long.parseLong(text))) : Optional.empty();
    };
  }
}

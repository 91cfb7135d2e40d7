package io.rivulet.cli.log;

import java.util.Optional;
import java.util.stream.Stream;

/** From the least to the most severe. */
public enum LogLevel {
  TRACE,
  DEBUG,
  INFO,
  WARN,
  ERROR,
  FATAL;

  static Optional<LogLevel> named(String name) {
    return Stream.of(values()).filter(each -> each.name().equals(name)).findFirst();
  }
}

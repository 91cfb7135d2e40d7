package io.rivulet.cli.log;

/**
 * Which entries of a log are wanted.
 *
 * @param level the least severe
 * @param job an id, or a part of one, that the entry names; null for any
 */
public record LogFilter(LogLevel level, String job) {

  static final LogFilter NONE = new LogFilter(LogLevel.TRACE, null);

  boolean isOpen() {
    return equals(NONE);
  }

  boolean takes(LogEntry entry) {
    return entry.level().compareTo(level) >= 0 && (job == null || entry.line().contains(job));
  }
}

package io.rivulet.cli.flink;

/** Reads a stack trace that came as text. */
final class StackTrace {

  private static final String CAUSE = "Caused by: ";

  private StackTrace() {}

  /** The message of the innermost cause, on one line. */
  static String rootOf(String trace) {
    return trace
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith(CAUSE))
        .reduce((outer, inner) -> inner)
        .map(line -> line.substring(CAUSE.length()))
        .orElseGet(() -> trace.lines().map(String::strip).findFirst().orElse("no message"));
  }
}

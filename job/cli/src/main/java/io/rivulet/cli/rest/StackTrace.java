package io.rivulet.cli.rest;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads a stack trace that came as text. */
public final class StackTrace {

  private static final String CAUSE = "Caused by: ";

  /** Only where a message follows: the class alone is better than nothing. */
  private static final Pattern CLASS =
      Pattern.compile("^(?:[a-z]\\w*\\.)+[A-Z][\\w$]*(?:Exception|Error): (?=\\S)");

  private static final List<String> REFUSALS =
      List.of(
          "io.rivulet.job.config.ConfigurationException: ",
          "io.rivulet.job.lease.StartRefusedException: ");

  private StackTrace() {}

  /** Why the job refuses to start, empty when it failed otherwise. */
  public static Optional<String> refusalOf(String trace) {
    return REFUSALS.stream()
        .filter(trace::contains)
        .findFirst()
        .map(
            refusal ->
                trace
                    .substring(trace.lastIndexOf(refusal) + refusal.length())
                    .lines()
                    .takeWhile(line -> !line.startsWith("\tat "))
                    .collect(Collectors.joining("\n")));
  }

  /** The message of the innermost cause, on one line, without the class of the exception. */
  public static String rootOf(String trace) {
    return CLASS.matcher(rootWithClass(trace)).replaceFirst("");
  }

  private static String rootWithClass(String trace) {
    return trace
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith(CAUSE))
        .reduce((outer, inner) -> inner)
        .map(line -> line.substring(CAUSE.length()))
        .orElseGet(() -> trace.lines().map(String::strip).findFirst().orElse("no message"));
  }
}

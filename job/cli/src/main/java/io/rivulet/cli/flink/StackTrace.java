package io.rivulet.cli.flink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads a stack trace that came as text. */
final class StackTrace {

  private static final String CAUSE = "Caused by: ";

  private static final List<String> REFUSALS =
      List.of(
          "io.rivulet.job.config.ConfigurationException: ",
          "io.rivulet.job.lease.StartRefusedException: ");

  private StackTrace() {}

  /** Why the job refuses to start, empty when it failed otherwise. */
  static Optional<String> refusalOf(String trace) {
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

  /**
   * The message in an answer of Flink's, whose errors are stack traces, or a line that says little
   * and then a stack trace.
   */
  static String rootOfAnswer(String body) {
    try {
      JsonNode errors = new ObjectMapper().readTree(body).path("errors");
      return rootOf(errors.path(errors.size() - 1).asText(body));
    } catch (JsonProcessingException e) {
      return rootOf(body);
    }
  }

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

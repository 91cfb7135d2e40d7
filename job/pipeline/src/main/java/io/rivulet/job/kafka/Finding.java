package io.rivulet.job.kafka;

import io.rivulet.job.config.ConfigurationException;
import java.util.List;

/**
 * What a check found.
 *
 * @param subject the option, topic or property it is about
 * @param message what is, what should be, and what to do
 */
public record Finding(Severity severity, String subject, String message) {

  /** How much a finding matters. */
  public enum Severity {
    /** The job would not start, or would lose records. */
    ERROR,
    /** Works, with a risk that the message names, or could not be checked. */
    WARNING,
    /** For information. */
    NOTE
  }

  public static Finding error(String subject, String message) {
    return new Finding(Severity.ERROR, subject, message);
  }

  public static Finding warning(String subject, String message) {
    return new Finding(Severity.WARNING, subject, message);
  }

  public static Finding note(String subject, String message) {
    return new Finding(Severity.NOTE, subject, message);
  }

  /** Everything that keeps a configuration from being used. */
  public static List<Finding> of(ConfigurationException refused) {
    return refused.problems().stream()
        .map(
            problem ->
                error(
                    problem.subject().isEmpty() ? "configuration" : problem.subject(),
                    problem.message()))
        .toList();
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }
}

package io.rivulet.job.kafka;

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

  static Finding error(String subject, String message) {
    return new Finding(Severity.ERROR, subject, message);
  }

  static Finding warning(String subject, String message) {
    return new Finding(Severity.WARNING, subject, message);
  }

  static Finding note(String subject, String message) {
    return new Finding(Severity.NOTE, subject, message);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }
}

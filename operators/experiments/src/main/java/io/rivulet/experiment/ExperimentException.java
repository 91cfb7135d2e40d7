package io.rivulet.experiment;

/** An experiment that came to no result. */
public final class ExperimentException extends RuntimeException {

  ExperimentException(String message, Throwable cause) {
    super(message, cause);
  }
}

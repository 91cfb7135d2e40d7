package io.rivulet.experiment;

/** The failure of an experiment that gave no result. */
public final class ExperimentException extends RuntimeException {

  ExperimentException(String message, Throwable cause) {
    super(message, cause);
  }
}

package io.rivulet.cli.reproduce;

/** An experiment that came to no result. */
public final class ExperimentException extends RuntimeException {

  ExperimentException(String message, Throwable cause) {
    super(message, cause);
  }
}

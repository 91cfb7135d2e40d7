package io.rivulet.cli.state;

/** A file does not hold the exported states that it should hold. */
public final class DamagedStatesException extends RuntimeException {

  DamagedStatesException(String message, RuntimeException cause) {
    super(message, cause);
  }
}

package io.rivulet.state;

/**
 * Bytes that are no learned state this build can read. A savepoint with such bytes is refused
 * whole.
 */
public final class StateFormatException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StateFormatException(String message) {
    super(message);
  }
}

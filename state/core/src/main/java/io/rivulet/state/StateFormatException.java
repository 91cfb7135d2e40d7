package io.rivulet.state;

/**
 * The refusal of bytes that are not a learned state which this build can read. A savepoint with
 * such bytes is refused as a whole.
 */
public final class StateFormatException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StateFormatException(String message) {
    super(message);
  }
}

package io.rivulet.cli;

/** Ends a command with one message line and an exit code. */
public final class Failure extends RuntimeException {

  private final int exitCode;

  private Failure(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** The command was understood but could not be carried out. */
  public static Failure failed(String message) {
    return new Failure(Rivulet.FAILED, message, null);
  }

  /** As {@link #failed(String)}; the cause shows with {@code --debug}. */
  public static Failure failed(String message, Throwable cause) {
    return new Failure(Rivulet.FAILED, message, cause);
  }

  /** The command asks for something that is not allowed. */
  public static Failure refused(String message) {
    return new Failure(Rivulet.REFUSED, message, null);
  }

  public int exitCode() {
    return exitCode;
  }
}

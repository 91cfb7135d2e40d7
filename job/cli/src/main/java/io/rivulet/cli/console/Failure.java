package io.rivulet.cli.console;

import io.rivulet.client.topic.TopicException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Ends a command with one message line and an exit code. */
public final class Failure extends RuntimeException {

  private final int exitCode;

  @SuppressWarnings("serial") // holds text and numbers
  private final Map<String, Object> details;

  private Failure(int exitCode, String message, Throwable cause, Map<String, Object> details) {
    super(message, cause);
    this.exitCode = exitCode;
    this.details = details;
  }

  private Failure(int exitCode, String message, Throwable cause) {
    this(exitCode, message, cause, Map.of());
  }

  /** The failure for an exception that ended a command. */
  public static Failure of(Exception thrown) {
    if (thrown instanceof Failure known) {
      return known;
    }
    return failed(
        thrown instanceof TopicException ? thrown.getMessage() : thrown.toString(), thrown);
  }

  /** This failure, with fields that {@code --json} shows besides the message. */
  public Failure with(Map<String, Object> more) {
    return new Failure(exitCode, getMessage(), getCause() == null ? this : getCause(), more);
  }

  /** The command was understood but could not be carried out. */
  public static Failure failed(String message) {
    return new Failure(Exit.FAILED, message, null);
  }

  /** As {@link #failed(String)}; the cause shows with {@code --debug}. */
  public static Failure failed(String message, Throwable cause) {
    return new Failure(Exit.FAILED, message, cause);
  }

  /** The command asks for something that is not allowed. */
  public static Failure refused(String message) {
    return new Failure(Exit.REFUSED, message, null);
  }

  public int exitCode() {
    return exitCode;
  }

  /** The answer under {@code --json}. */
  public Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("error", getMessage());
    document.put("exitCode", exitCode);
    document.putAll(details);
    return document;
  }
}

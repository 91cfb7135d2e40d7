package io.rivulet.client.topic;

/**
 * The exception for a request that Kafka did not fulfil, or for a broken record of a topic; the
 * message says what to do.
 */
public final class TopicException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param cause null when nothing was thrown
   */
  public TopicException(String message, Throwable cause) {
    super(message, cause);
  }
}

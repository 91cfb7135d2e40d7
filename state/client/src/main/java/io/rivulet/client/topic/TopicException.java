package io.rivulet.client.topic;

/**
 * Kafka did not do what was asked, or a record of a topic is broken; the message says what to do.
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

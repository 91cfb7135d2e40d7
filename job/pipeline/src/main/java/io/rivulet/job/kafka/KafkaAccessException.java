package io.rivulet.job.kafka;

/** Kafka did not do what was asked; the message says what to change. */
public final class KafkaAccessException extends RuntimeException {

  KafkaAccessException(String message, Throwable cause) {
    super(message, cause);
  }
}

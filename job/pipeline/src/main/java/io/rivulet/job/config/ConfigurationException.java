package io.rivulet.job.config;

/** The configuration cannot be used; the message says what to change and repeats no secret. */
public final class ConfigurationException extends IllegalArgumentException {

  public ConfigurationException(String message) {
    super(message);
  }
}

package io.rivulet.job.config;

import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * The names of the topics: the prefix and one fixed word each.
 *
 * @param prefix of letters, digits, {@code . _ -}, at most 200 characters; may be empty
 */
public record TopicNames(String prefix) implements Serializable {

  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]{0,200}");

  public TopicNames {
    if (!ALLOWED.matcher(prefix).matches()) {
      throw ConfigurationException.about(
          "topics.prefix",
          "must be at most 200 letters, digits, '.', '_' or '-', got '" + prefix + "'");
    }
  }

  public String samples() {
    return prefix + "samples";
  }

  public String weights() {
    return prefix + "weights";
  }

  public String predictions() {
    return prefix + "predictions";
  }

  public String control() {
    return prefix + "control";
  }

  public String controlAcks() {
    return prefix + "control-acks";
  }

  public String states() {
    return prefix + "states";
  }

  public String deadLetter() {
    return prefix + "dead-letter";
  }

  public String metrics() {
    return prefix + "metrics";
  }
}

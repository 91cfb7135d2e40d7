package io.rivulet.job.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The configuration cannot be used; the message says what to change, a line for each problem, and
 * repeats no secret.
 */
public final class ConfigurationException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final ArrayList<Problem> problems;

  public ConfigurationException(String message) {
    this(List.of(new Problem("", message)));
  }

  ConfigurationException(List<Problem> problems) {
    super(problems.stream().map(Problem::message).collect(Collectors.joining("\n")));
    this.problems = new ArrayList<>(problems);
  }

  /** About the value of a key, which begins the message. */
  static ConfigurationException about(String key, String why) {
    return new ConfigurationException(List.of(new Problem(key, key + " " + why)));
  }

  public List<Problem> problems() {
    return List.copyOf(problems);
  }
}

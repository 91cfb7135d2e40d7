package io.rivulet.job.config;

import io.rivulet.record.Glob;
import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * The spec of new models whose id matches.
 *
 * @param match characters of a model id, or {@code *} for any number of any characters
 * @param spec as read from the file, or what a learner made of it
 */
public record ModelPattern<S>(String match, S spec) implements Serializable {

  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._:*-]{1,128}");

  public ModelPattern {
    if (!ALLOWED.matcher(match).matches()) {
      throw new ConfigurationException(
          "match must be 1 to 128 letters, digits, '.', '_', ':', '-' or '*', got '" + match + "'");
    }
  }

  public boolean matches(String modelId) {
    return new Glob(match).matches(modelId);
  }

  /** Whether every id matches. */
  boolean matchesAll() {
    return match.chars().allMatch(c -> c == '*');
  }
}

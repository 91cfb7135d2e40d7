package io.rivulet.job.config;

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

  /**
   * Walks both once, going back to the last {@code *} on a mismatch: O(nm) at worst, no recursion.
   */
  public boolean matches(String modelId) {
    int m = 0;
    int star = -1;
    int resume = 0;
    for (int i = 0; i < modelId.length(); ) {
      if (m < match.length() && match.charAt(m) == '*') {
        star = m++;
        resume = i;
      } else if (m < match.length() && match.charAt(m) == modelId.charAt(i)) {
        m++;
        i++;
      } else if (star >= 0) {
        m = star + 1;
        i = ++resume;
      } else {
        return false;
      }
    }
    return match.substring(m).chars().allMatch(c -> c == '*');
  }

  /** Whether every id matches. */
  boolean matchesAll() {
    return match.chars().allMatch(c -> c == '*');
  }
}

package io.rivulet.record;

/**
 * A pattern of model ids.
 *
 * @param text characters of an id, or {@code *} for any number of any characters
 */
public record Glob(String text) {

  /**
   * Whether the pattern covers the whole id. Walks both once, going back to the last {@code *} on a
   * mismatch: O(nm) at worst, no recursion.
   */
  public boolean matches(String id) {
    int m = 0;
    int star = -1;
    int resume = 0;
    for (int i = 0; i < id.length(); ) {
      if (m < text.length() && text.charAt(m) == '*') {
        star = m++;
        resume = i;
      } else if (m < text.length() && text.charAt(m) == id.charAt(i)) {
        m++;
        i++;
      } else if (star >= 0) {
        m = star + 1;
        i = ++resume;
      } else {
        return false;
      }
    }
    while (m < text.length() && text.charAt(m) == '*') {
      m++;
    }
    return m == text.length();
  }
}

package io.rivulet.record;

import java.util.Collection;
import java.util.Comparator;

/** Finds the known name that a mistyped one was probably meant to be. */
public final class NearestName {

  private static final int SLIP = 2;

  private NearestName() {}

  /**
   * The known name with the least edit distance, the first in alphabetical order among equals.
   *
   * @param known at least one name
   */
  public static String of(String unknown, Collection<String> known) {
    return known.stream()
        .sorted()
        .min(Comparator.comparingInt(name -> distance(unknown, name)))
        .orElseThrow();
  }

  /** Whether one name becomes the other by at most two letters put in, left out or changed. */
  public static boolean near(String a, String b) {
    return distance(a, b) <= SLIP;
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}

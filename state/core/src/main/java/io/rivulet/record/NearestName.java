package io.rivulet.record;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * A search for the known name that an unknown one was probably meant to be. Case, blanks, hyphens,
 * underscores and dots do not count; a name that is far from all known ones has no nearest.
 */
public final class NearestName {

  /**
   * The length of the shortest beginning that is compared; a shorter one could stand for anything.
   */
  private static final int SHORTEST_BEGINNING = 3;

  private NearestName() {}

  /**
   * The name that is spelt alike, otherwise the one with the fewest slips, otherwise the shortest
   * one with the same beginning; among equals the first in alphabetical order.
   */
  public static Optional<String> of(String unknown, Collection<String> known) {
    return spelt(unknown, known).or(() -> slipped(unknown, known)).or(() -> begun(unknown, known));
  }

  /**
   * A question that offers the {@link #of nearest} name or, without one, a list of all known names.
   */
  public static String advice(String unknown, Collection<String> known) {
    return of(unknown, known)
        .map(name -> ", did you mean '" + name + "'?")
        .orElseGet(
            () -> "; the known ones are " + String.join(", ", known.stream().sorted().toList()));
  }

  /** The known name that has the same letters. */
  static Optional<String> spelt(String unknown, Collection<String> known) {
    String letters = letters(unknown);
    return known.stream().sorted().filter(name -> letters(name).equals(letters)).findFirst();
  }

  private static Optional<String> slipped(String unknown, Collection<String> known) {
    String letters = letters(unknown);
    return known.stream()
        .sorted()
        .filter(name -> slips(letters, letters(name)) <= allowed(letters, letters(name)))
        .min(Comparator.comparingInt(name -> slips(letters, letters(name))));
  }

  private static Optional<String> begun(String unknown, Collection<String> known) {
    String letters = letters(unknown);
    return known.stream()
        .sorted()
        .filter(name -> begins(letters, letters(name)))
        .min(Comparator.comparingInt(String::length));
  }

  private static boolean begins(String a, String b) {
    return Math.min(a.length(), b.length()) >= SHORTEST_BEGINNING
        && (a.startsWith(b) || b.startsWith(a));
  }

  static String letters(String name) {
    return name.replaceAll("[-_. ]", "").toLowerCase(Locale.ROOT);
  }

  /** The number of slips that are allowed: in a short name fewer than in a long one. */
  private static int allowed(String a, String b) {
    int length = Math.min(a.length(), b.length());
    return length < 3 ? 0 : length < 6 ? 1 : 2;
  }

  /**
   * The number of letters inserted, left out or changed and of neighbours swapped (optimal string
   * alignment).
   */
  private static int slips(String a, String b) {
    int[][] slips = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        slips[i][j] = i == 0 || j == 0 ? i + j : least(slips, a, b, i, j);
      }
    }
    return slips[a.length()][b.length()];
  }

  private static int least(int[][] slips, String a, String b, int i, int j) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int least = Math.min(slips[i - 1][j], slips[i][j - 1]) + 1;
    least = Math.min(least, slips[i - 1][j - 1] + (same ? 0 : 1));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, slips[i - 2][j - 2] + 1) : least;
  }
}

package io.rivulet.record;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A dictionary from names that other programs use to the names used here. The nearest name by
 * meaning is the one that is spelt alike, otherwise the first of those that the unknown word stands
 * for, otherwise the nearest by spelling.
 */
public final class Meanings {

  /** The longest name that is compared with the known ones. */
  private static final int LONGEST = 128;

  private final Map<String, List<String>> names = new HashMap<>();

  private Meanings() {}

  /**
   * Reads lines such as {@code "lr learning_rate: rate"}: unknown words, a colon, and the names
   * that they may have here, in order of preference.
   */
  public static Meanings of(String... lines) {
    Meanings meanings = new Meanings();
    for (String line : lines) {
      String[] sides = line.split(":", 2);
      for (String word : sides[0].trim().split(" +", -1)) {
        meanings.put(word, List.of(sides[1].trim().split(" +", -1)));
      }
    }
    return meanings;
  }

  private void put(String word, List<String> meant) {
    if (names.putIfAbsent(NearestName.letters(word), meant) != null) {
      throw new IllegalArgumentException("'" + word + "' is given two meanings");
    }
  }

  /** The known name that was probably meant; empty when none is near. */
  public Optional<String> meant(String unknown, Collection<String> known) {
    if (unknown.length() > LONGEST) {
      return Optional.empty();
    }
    return NearestName.spelt(unknown, known)
        .or(() -> translated(unknown, known))
        .or(() -> NearestName.of(unknown, known));
  }

  private Optional<String> translated(String unknown, Collection<String> known) {
    return names.getOrDefault(NearestName.letters(unknown), List.of()).stream()
        .filter(known::contains)
        .findFirst();
  }
}

package io.rivulet.feature;

import io.rivulet.record.NearestName;
import java.util.List;
import java.util.stream.Collectors;

/** Names and values of a sample as messages show them: cut, control characters escaped. */
public final class Shown {

  private static final int MOST_CHARACTERS = 64;
  private static final int MOST_NAMES = 10;

  /** A refusal may come with every record. */
  private static final int MOST_COMPARED = 1000;

  private Shown() {}

  /** Between single quotes. */
  public static String text(String text) {
    return "'" + name(text) + "'";
  }

  static String name(String text) {
    StringBuilder shown = new StringBuilder();
    int end = Math.min(text.length(), MOST_CHARACTERS);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) || Character.isSurrogate(c)) {
        shown.append(String.format("\\u%04x", (int) c));
      } else {
        shown.append(c);
      }
    }
    return shown.append(end < text.length() ? "..." : "").toString();
  }

  /** The known name that an unknown one was probably meant to be. */
  static String nearest(String unknown, List<String> known) {
    return known.stream()
        .filter(unknown::equalsIgnoreCase)
        .findFirst()
        .orElseGet(() -> NearestName.of(cut(unknown), known.subList(0, most(known))));
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), MOST_CHARACTERS));
  }

  private static int most(List<String> known) {
    return Math.min(known.size(), MOST_COMPARED);
  }

  /** The first ones, and how many more. */
  public static String list(List<String> names) {
    String first =
        names.stream().limit(MOST_NAMES).map(Shown::text).collect(Collectors.joining(", "));
    int more = names.size() - MOST_NAMES;
    return more > 0 ? first + " and " + more + " more" : first;
  }
}

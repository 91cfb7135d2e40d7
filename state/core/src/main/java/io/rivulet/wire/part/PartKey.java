package io.rivulet.wire.part;

import io.rivulet.wire.ModelId;

/**
 * The key of a weight record: {@code MODEL} for the first part of a version, and {@code MODEL#k}
 * for a later one. Ids of models hold no {@code #}.
 *
 * @param model the model's id
 * @param number the number of the part, from 1
 */
public record PartKey(String model, int number) {

  private static final char MARK = '#';
  private static final int MOST_DIGITS = 9;

  /** Reads a key; one that is of no part is taken as the id of a model. */
  public static PartKey of(String key) {
    int mark = key.lastIndexOf(MARK);
    if (mark < 0 || !isNumber(key, mark + 1) || !ModelId.valid(key.substring(0, mark))) {
      return new PartKey(key, 1);
    }
    return new PartKey(key.substring(0, mark), Integer.parseInt(key.substring(mark + 1)));
  }

  /** From 2 on, without leading zeros, so that each part has one key. */
  private static boolean isNumber(String key, int from) {
    int digits = key.length() - from;
    boolean plain =
        digits >= 1
            && digits <= MOST_DIGITS
            && key.charAt(from) != '0'
            && key.chars().skip(from).allMatch(c -> c >= '0' && c <= '9');
    return plain && !(digits == 1 && key.charAt(from) == '1');
  }

  public String text() {
    return number == 1 ? model : model + MARK + number;
  }
}

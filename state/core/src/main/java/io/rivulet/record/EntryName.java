package io.rivulet.record;

/**
 * How messages name a part of a sample: {@code x}, {@code x[3]}, {@code x[1][3]}, {@code x.temp}.
 */
public final class EntryName {

  /** Not a row, or not an entry. */
  public static final int NONE = -1;

  private EntryName() {}

  /**
   * An entry of a field.
   *
   * @param row from 0, or {@link #NONE}
   * @param entry from 0, or {@link #NONE}
   */
  public static String of(String field, int row, int entry) {
    return field + index(row) + index(entry);
  }

  /**
   * A named value of x.
   *
   * @param row from 0, or {@link #NONE}
   */
  public static String named(int row, String name) {
    return "x" + index(row) + "." + Shown.plain(name);
  }

  /** So many entries. */
  public static String entries(long count) {
    return count + (count == 1 ? " entry" : " entries");
  }

  private static String index(int at) {
    return at == NONE ? "" : "[" + at + "]";
  }
}

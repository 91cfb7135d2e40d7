package io.rivulet.record;

/**
 * Names of the parts of a sample in messages: {@code x}, {@code x[3]}, {@code x[1][3]}, {@code
 * x.temp}.
 */
public final class EntryName {

  /** Stands for no row or no entry. */
  public static final int NONE = -1;

  private EntryName() {}

  /**
   * The name of an entry of a field.
   *
   * @param row from 0, or {@link #NONE}
   * @param entry from 0, or {@link #NONE}
   */
  public static String of(String field, int row, int entry) {
    return field + index(row) + index(entry);
  }

  /**
   * The name of a named value of x.
   *
   * @param row from 0, or {@link #NONE}
   */
  public static String named(int row, String name) {
    return "x" + index(row) + "." + Shown.plain(name);
  }

  /** A number of entries in words. */
  public static String entries(long count) {
    return count + (count == 1 ? " entry" : " entries");
  }

  private static String index(int at) {
    return at == NONE ? "" : "[" + at + "]";
  }
}

package io.rivulet.cli.console;

/** Writes a length of time for people, in its two largest units. */
public final class Age {

  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private Age() {}

  public static String of(long seconds) {
    if (seconds < MINUTE) {
      return seconds + " s";
    }
    if (seconds < HOUR) {
      return of(seconds, MINUTE, "min", 1, "s");
    }
    return seconds < DAY ? of(seconds, HOUR, "h", MINUTE, "min") : of(seconds, DAY, "d", HOUR, "h");
  }

  private static String of(long seconds, long large, String unit, long small, String rest) {
    long remainder = seconds % large / small;
    return seconds / large + " " + unit + (remainder == 0 ? "" : " " + remainder + " " + rest);
  }
}

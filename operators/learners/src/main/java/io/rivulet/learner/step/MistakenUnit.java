package io.rivulet.learner.step;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A unit in which an event time was probably written although it counts as milliseconds. What lies
 * between 1973 and the year 5138 in one of the units lies outside these years in the others.
 */
public enum MistakenUnit {
  SECONDS(1000),
  MICROSECONDS(1000),
  NANOSECONDS(1_000_000);

  /** As milliseconds since 1970 in March 1973, as seconds in the year 5138. */
  private static final long FIRST_MILLISECONDS = 100_000_000_000L;

  private static final long FIRST_SECONDS = FIRST_MILLISECONDS / 1000;
  private static final long FIRST_MICROSECONDS = FIRST_MILLISECONDS * 1000;
  private static final long FIRST_NANOSECONDS = FIRST_MICROSECONDS * 1000;

  private final int factor;

  MistakenUnit(int factor) {
    this.factor = factor;
  }

  /** The unit that an event time seems to have, when it is not milliseconds. */
  public static Optional<MistakenUnit> of(long ts) {
    if (ts < FIRST_SECONDS || (ts >= FIRST_MILLISECONDS && ts < FIRST_MICROSECONDS)) {
      return Optional.empty();
    }
    if (ts < FIRST_MILLISECONDS) {
      return Optional.of(SECONDS);
    }
    return Optional.of(ts < FIRST_NANOSECONDS ? MICROSECONDS : NANOSECONDS);
  }

  /** Whether times in this unit pass faster than milliseconds. */
  public boolean tooLarge() {
    return this != SECONDS;
  }

  /** By how much, or how much slower. */
  public int factor() {
    return factor;
  }

  /** Says what an event time is, and what it seems to be. */
  public String describe(long ts) {
    return "ts "
        + ts
        + " is milliseconds since 1970, "
        + Instant.ofEpochMilli(ts)
        + ", and looks like "
        + name().toLowerCase(Locale.ROOT)
        + ", "
        + meant(ts);
  }

  private Instant meant(long ts) {
    return tooLarge() ? Instant.ofEpochMilli(ts / factor) : Instant.ofEpochSecond(ts);
  }
}

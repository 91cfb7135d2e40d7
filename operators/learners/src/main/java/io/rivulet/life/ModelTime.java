package io.rivulet.life;

import io.rivulet.record.Origin;
import io.rivulet.record.Sample;

/**
 * The time of a record, by which the time of its model moves: its event time, or the timestamp that
 * Kafka gave it where it has none. An event time of more than a day after that timestamp is not
 * believed.
 */
final class ModelTime {

  private static final long DAY = 24 * 3_600_000L;

  private ModelTime() {}

  /** Whether the event time of a sample is too far in the future to be believed. */
  static boolean stray(Sample sample) {
    return sample.ts() != Sample.NO_TIME
        && received(sample) >= 0
        && sample.ts() > received(sample) + DAY;
  }

  /** The time of a sample in milliseconds since 1970, or {@link Sample#NO_TIME}. */
  static long of(Sample sample) {
    if (sample.ts() != Sample.NO_TIME) {
      return stray(sample) ? Sample.NO_TIME : sample.ts();
    }
    return received(sample) >= 0 ? received(sample) : Sample.NO_TIME;
  }

  /**
   * Whether a model's time has moved by a span since an earlier moment. Where either is unknown
   * nothing can be held against it.
   */
  static boolean passed(long since, long now, long span) {
    boolean known = since != Sample.NO_TIME && now != Sample.NO_TIME;
    long gap = now - since;
    boolean overflows = now > since && gap < 0;
    return !known || overflows || gap >= span;
  }

  /** Whether the time from one moment to a later one is longer than a limit. */
  static boolean longer(long from, long to, long limit) {
    long gap = to - from;
    boolean beyondAnyLimit = to > from && gap < 0;
    return limit != LifeLimits.NEVER && (beyondAnyLimit || gap > limit);
  }

  /** The timestamp of the record, negative when it has none. */
  private static long received(Sample sample) {
    Origin origin = sample.origin();
    return origin == null ? Sample.NO_TIME : origin.timestamp();
  }
}

package io.rivulet.cli.samples;

import io.rivulet.cli.console.Failure;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Holds a caller to a rate: turn n comes n / rate seconds after the first. A caller that was late
 * catches up.
 */
final class Pace {

  private final double perSecond;
  private final LongSupplier clock;
  private final LongConsumer park;
  private long startNanos;
  private long turns;

  /** At most this many turns a second; infinity never waits. */
  Pace(double perSecond) {
    this(perSecond, System::nanoTime, LockSupport::parkNanos);
  }

  Pace(double perSecond, LongSupplier clock, LongConsumer park) {
    if (!(perSecond > 0)) {
      throw Failure.refused("--rate must be above 0, got " + perSecond);
    }
    this.perSecond = perSecond;
    this.clock = clock;
    this.park = park;
  }

  /** Returns when it is the caller's turn. */
  void await() {
    if (turns == 0) {
      startNanos = clock.getAsLong();
    }
    long due = (long) (turns++ * 1e9 / perSecond);
    long left = due - (clock.getAsLong() - startNanos);
    while (left > 0) {
      park.accept(left);
      if (Thread.interrupted()) {
        throw Failure.failed("interrupted");
      }
      left = due - (clock.getAsLong() - startNanos);
    }
  }
}

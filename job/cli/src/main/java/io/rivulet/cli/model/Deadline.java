package io.rivulet.cli.model;

import java.time.Duration;

/**
 * The end of the time that a command waits.
 *
 * @param patience from its start to its end
 */
record Deadline(Duration patience, long startNanos) {

  /** Begins now. */
  static Deadline in(Duration patience) {
    return new Deadline(patience, System.nanoTime());
  }

  boolean isOver() {
    return left().isNegative() || left().isZero();
  }

  /** What is left of the time, but no more than this, and nothing when it is over. */
  Duration atMost(Duration span) {
    Duration left = left();
    return left.isNegative() ? Duration.ZERO : left.compareTo(span) < 0 ? left : span;
  }

  private Duration left() {
    return patience.minusNanos(System.nanoTime() - startNanos);
  }
}

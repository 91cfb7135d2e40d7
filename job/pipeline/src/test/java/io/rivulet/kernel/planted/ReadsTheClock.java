package io.rivulet.kernel.planted;

import java.time.Instant;
import java.util.Date;

/** Weights that would depend on when they are computed. */
final class ReadsTheClock {

  Instant instant() {
    return Instant.now();
  }

  long millis() {
    return System.currentTimeMillis();
  }

  long nanos() {
    return System.nanoTime();
  }

  @SuppressWarnings("JavaUtilDate")
  long date() {
    return new Date().getTime();
  }
}

package io.rivulet.benchmark.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * How a count grew while somebody looked. Its rate is taken between two shares of the whole, so
 * that neither the start, when nothing is compiled, nor the end, when some partitions are read out,
 * is in it.
 */
final class Progression {

  private static final double FROM = 0.25;
  private static final double TO = 0.9;

  private final long whole;
  private final List<Seen> seen = new ArrayList<>();

  Progression(long whole) {
    this.whole = whole;
  }

  private record Seen(long nanos, long count, long cpu) {}

  /**
   * Notes a count, which never falls.
   *
   * @param cpu the nanoseconds that the processors have worked for it by now
   * @return whether the whole is reached
   */
  boolean note(long nanos, long count, long cpu) {
    seen.add(new Seen(nanos, count, cpu));
    return count >= whole;
  }

  /** When the count last grew. */
  long grewAt() {
    Seen last = seen.get(seen.size() - 1);
    for (int i = seen.size() - 1; i > 0; i--) {
      if (seen.get(i - 1).count() < last.count()) {
        return seen.get(i).nanos();
      }
    }
    return seen.get(0).nanos();
  }

  /** Per second. */
  double rate() {
    return (TO - FROM)
        * whole
        / (at(TO * whole, Seen::nanos) - at(FROM * whole, Seen::nanos))
        * 1e9;
  }

  /** Microseconds of the processors for each. */
  double cpuMicros() {
    return (at(TO * whole, Seen::cpu) - at(FROM * whole, Seen::cpu)) / ((TO - FROM) * whole) / 1e3;
  }

  /** What it was when the count was reached, on the line between the two looks around it. */
  private double at(double count, ToLongFunction<Seen> what) {
    if (seen.get(0).count() > count) {
      throw new BenchException(
          "%d of %d samples were read before the first look; give more --samples"
              .formatted(seen.get(0).count(), whole));
    }
    for (int i = 1; i < seen.size(); i++) {
      Seen next = seen.get(i);
      if (next.count() >= count) {
        Seen last = seen.get(i - 1);
        double share = (count - last.count()) / (next.count() - last.count());
        long before = what.applyAsLong(last);
        return before + share * (what.applyAsLong(next) - before);
      }
    }
    throw new IllegalStateException("the count never reached " + count);
  }
}

package io.rivulet.experiment;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Independent runs of a figure, as many at a time as there are cores. */
final class Runs {

  private Runs() {}

  /**
   * What each run comes to, in the order of their seeds.
   *
   * @param stage what progress shows
   * @param steps how often a run advances
   */
  static <T> List<T> compute(
      Setup setup, ProgressListener progress, String stage, int steps, Run<T> each) {
    progress.stage(stage, (long) setup.runs() * steps);
    AtomicLong done = new AtomicLong();
    Runnable advance = () -> progress.advanceTo(done.incrementAndGet());
    return IntStream.range(0, setup.runs())
        .parallel()
        .mapToObj(run -> each.of(setup.seed() + run, advance))
        .toList();
  }

  /** One run. */
  interface Run<T> {

    /**
     * Computes it.
     *
     * @param advance to be called after each of its steps
     */
    T of(long seed, Runnable advance);
  }
}

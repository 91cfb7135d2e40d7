package io.rivulet.benchmark.kernel;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * Works that are measured side by side: on one thread, in interleaved rounds, by the CPU time of
 * that thread. What else the machine does hits all of them alike, and a ratio is the median of the
 * ratios of the rounds.
 */
final class Rounds {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int ROUNDS = 21;
  private static final long WARM_UP = 2_000_000_000L;
  private static final long LEAST_WARM_UP = 10;
  private static final double NANOSECONDS_OF_A_ROUND = 2e7;

  private final double[][] nanoseconds;

  private Rounds(double[][] nanoseconds) {
    this.nanoseconds = nanoseconds;
  }

  /** Measures works after they have been compiled. */
  static Rounds of(Work... works) throws Exception {
    int[] times = new int[works.length];
    for (int k = 0; k < works.length; k++) {
      times[k] = warmUp(works[k]);
    }
    double[][] nanoseconds = new double[works.length][ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      for (int k = 0; k < works.length; k++) {
        nanoseconds[k][round] = time(works[k], times[k]) / times[k];
      }
    }
    return new Rounds(nanoseconds);
  }

  /** Repeats a work until it is compiled, and finds how often it fits into a round. */
  private static int warmUp(Work work) throws Exception {
    long spent = 0;
    int times = 1;
    for (int n = 0; n < LEAST_WARM_UP || spent < WARM_UP; n++) {
      double one = time(work, times) / times;
      spent += (long) (one * times);
      times = (int) Math.max(1, NANOSECONDS_OF_A_ROUND / Math.max(one, 1));
    }
    return times;
  }

  private static double time(Work work, int times) throws Exception {
    long start = THREADS.getCurrentThreadCpuTime();
    work.take(times);
    return THREADS.getCurrentThreadCpuTime() - start;
  }

  /** Microseconds of one repetition of work k. */
  double microseconds(int k) {
    return median(nanoseconds[k]) / 1e3;
  }

  /** The time of work k over that of work j. */
  double ratio(int k, int j) {
    double[] ratios = new double[ROUNDS];
    Arrays.setAll(ratios, round -> nanoseconds[k][round] / nanoseconds[j][round]);
    return median(ratios);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}

package io.rivulet.benchmark.pipeline;

/**
 * How long each of some samples was under way.
 *
 * @param nanos of each sample, from before its sending until a consumer had its record
 * @param reached samples a second that were sent in fact
 */
record Travel(double[] nanos, double reached) {

  /** The time that a share of the samples did not exceed. */
  double millis(double share) {
    return Medians.quantile(nanos, share) / 1e6;
  }
}

package io.rivulet.learner;

import java.util.stream.Stream;

/**
 * The kind of least-squares problems that a law is about.
 *
 * @param least smallest p; the seeds go through all p in turn
 * @param most largest p
 * @param samples most samples for each weight
 * @param outputs q
 * @param block rows that one step learns
 * @param leastForgetting λ is drawn between this and 1, and is 1 for every fifth seed
 * @param commonPrior whether all weights have the same prior precision
 */
public record Problems(
    int least,
    int most,
    int samples,
    int outputs,
    int block,
    double leastForgetting,
    boolean commonPrior) {

  /** Problems of one output, up to three samples for each weight, that forget nothing. */
  public static Problems ofWeights(int least, int most) {
    return new Problems(least, most, 3, 1, 1, 1, false);
  }

  public Problems samplesForEachWeight(int most) {
    return new Problems(least, this.most, most, outputs, block, leastForgetting, commonPrior);
  }

  public Problems withOutputs(int q) {
    return new Problems(least, most, samples, q, block, leastForgetting, commonPrior);
  }

  public Problems inBlocksOf(int size) {
    return new Problems(least, most, samples, outputs, size, leastForgetting, commonPrior);
  }

  public Problems forgettingFrom(double leastForgetting) {
    return new Problems(least, most, samples, outputs, block, leastForgetting, commonPrior);
  }

  public Problems withCommonPrior() {
    return new Problems(least, most, samples, outputs, block, leastForgetting, true);
  }

  /** The problems of the first seeds. */
  public Stream<Problem> seeds(int count) {
    return Draw.seeds(count).mapToObj(seed -> new Problem(this, seed));
  }
}

package io.rivulet.experiment.report;

import io.rivulet.experiment.digits.DigitSource;

/**
 * The settings and the counts of a run.
 *
 * @param images {@code drawn}, or the file that the images came from
 * @param seed the seed of the images, their angles and the first weights
 * @param test the number of samples on which the test error is measured
 * @param samplesIn the number of samples that the job received, over all models
 * @param weightRecords the number of weight records that it published
 * @param deadLetters the number of samples and commands that it refused
 */
public record RunFacts(
    String images, long seed, int test, long samplesIn, long weightRecords, long deadLetters) {

  boolean drawn() {
    return images.equals(DigitSource.DRAWN);
  }
}

package io.rivulet.experiment.report;

import io.rivulet.experiment.digits.DigitSource;

/**
 * How a run was made and what passed through it.
 *
 * @param images {@code drawn}, or the file the images came from
 * @param seed fixed the images, their angles and the first weights
 * @param test how many samples the test error is measured on
 * @param samplesIn samples the job received, over all models
 * @param weightRecords weight records it published
 * @param deadLetters samples and commands it refused
 */
public record RunFacts(
    String images, long seed, int test, long samplesIn, long weightRecords, long deadLetters) {

  boolean drawn() {
    return images.equals(DigitSource.DRAWN);
  }
}

package io.rivulet.experiment;

import io.rivulet.experiment.figure.Sheet;

/** A figure or table of the sources that can be reproduced. */
public interface Reproduction {

  /** The name that the command uses, which is also the stem of the file names. */
  String name();

  /** A description in a few words for the help of the command. */
  String description();

  /** Whether it is about digits, which {@link Setup#images} may provide. */
  boolean takesImages();

  /**
   * Computes the sheet. The same setup gives the same sheet on every machine.
   *
   * @param progress receives one stage
   * @throws java.io.UncheckedIOException when the images cannot be used
   * @throws ExperimentException when a learner refuses a sample that it should learn
   */
  Sheet compute(Setup setup, ProgressListener progress);
}

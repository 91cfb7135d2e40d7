package io.rivulet.experiment;

import io.rivulet.experiment.figure.Sheet;

/** A figure or table of the sources that can be computed anew. */
public interface Reproduction {

  /** What the command calls it, and the stem of its files. */
  String name();

  /** What it shows, in a few words for the help of the command. */
  String description();

  /** Whether it is about digits, which {@link Setup#images} may bring. */
  boolean takesImages();

  /**
   * Computes it. The same setup gives the same sheet on every machine.
   *
   * @param progress gets one stage
   * @throws java.io.UncheckedIOException when the images cannot be used
   * @throws ExperimentException when a learner refuses what it should learn
   */
  Sheet compute(Setup setup, ProgressListener progress);
}

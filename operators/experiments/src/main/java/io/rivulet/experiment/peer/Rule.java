package io.rivulet.experiment.peer;

/** A learner that is none of this project: it learns a sample at a time and can be asked. */
public interface Rule {

  /** Learns a sample; the arrays are neither changed nor kept. */
  void learn(double[] x, double[] y);

  /** The answers to an input, one for each output. */
  double[] answer(double[] x);
}

package io.rivulet.experiment;

import io.rivulet.experiment.digits.Contender;
import io.rivulet.experiment.digits.RotatedDigits;
import io.rivulet.experiment.spec.SpecBuilder;

/**
 * A learner under the name that a figure gives it.
 *
 * @param passes how often it goes through the samples, at least 1
 */
record Method(String name, Spec spec, int passes) {

  static final Method ORFIT_FD = of("orfit-fd", orfit("fd").with("memory", 10));

  /** RegORFit: it trusts no sample fully, and remembers every direction. */
  static final Method ORFIT_NOISE = of("orfit-noise", orfit("full").with("noise", 10));

  /** The contender of the same name, in one pass. */
  static Method of(Contender contender) {
    return new Method(contender.label(), contender::spec, 1);
  }

  /**
   * A method in one pass.
   *
   * @param learner its learner, without the shape of the model
   */
  static Method of(String name, SpecBuilder learner) {
    return new Method(name, (digits, seed) -> digits.spec(learner, seed), 1);
  }

  private static SpecBuilder orfit(String summary) {
    return SpecBuilder.learner("orfit").with("summary", summary);
  }

  Method passes(int count) {
    return new Method(name, spec, count);
  }

  /** The learner spec, as JSON, for some digits and a seed. */
  interface Spec {
    String of(RotatedDigits digits, long seed);
  }
}

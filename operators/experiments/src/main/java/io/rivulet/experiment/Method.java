package io.rivulet.experiment;

import io.rivulet.experiment.digits.Contender;
import io.rivulet.experiment.digits.RotatedDigits;

/**
 * A learner under the name that a figure gives it.
 *
 * @param passes how often it goes through the samples, at least 1
 */
record Method(String name, Spec spec, int passes) {

  static final Method ORFIT_FD =
      of("orfit-fd", "\"learner\": \"orfit\", \"summary\": \"fd\", \"memory\": 10");

  /** RegORFit: it trusts no sample fully, and remembers every direction. */
  static final Method ORFIT_NOISE =
      of("orfit-noise", "\"learner\": \"orfit\", \"summary\": \"full\", \"noise\": 10");

  /** The contender of the same name, in one pass. */
  static Method of(Contender contender) {
    return new Method(contender.label(), contender::spec, 1);
  }

  /**
   * A method in one pass.
   *
   * @param learner its fields in a spec
   */
  static Method of(String name, String learner) {
    return new Method(name, (digits, seed) -> digits.spec(learner, seed), 1);
  }

  Method passes(int count) {
    return new Method(name, spec, count);
  }

  /** The learner spec, as JSON, for some digits and a seed. */
  interface Spec {
    String of(RotatedDigits digits, long seed);
  }
}

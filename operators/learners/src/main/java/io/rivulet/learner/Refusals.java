package io.rivulet.learner;

import io.rivulet.learner.step.Refusal;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Stage;

/** The refusals of samples that a model cannot take whatever it has learned. */
final class Refusals {

  private Refusals() {}

  static RejectedException unasked() {
    return new RejectedException(
        Reason.UNSUPPORTED, Stage.VALIDATE, "op label brings a target, and must name a question");
  }

  static RejectedException frozen() {
    return new RejectedException(
        Reason.FROZEN,
        Stage.LEARN,
        "the model is frozen, so that nothing can be unlearned; send the command resume, and then"
            + " this record again");
  }

  /** The refusal to unlearn more than was learned: no stream leads to a negative number. */
  static RejectedException nothingLeft(int rows, long samples) {
    return Refusal.numeric(
        "nothing is left to unlearn: the record unlearns "
            + rows
            + " and the model has "
            + samples
            + " (learned minus unlearned, those of merged states included); unlearn only what"
            + " was learned");
  }
}

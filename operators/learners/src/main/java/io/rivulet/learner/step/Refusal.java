package io.rivulet.learner.step;

import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Stage;

/**
 * The refusal of a sample that the spec accepts but that cannot be learned, unlearned or answered.
 */
public final class Refusal {

  private Refusal() {}

  /**
   * A refusal with reason {@code NUMERIC}: a number of the step would not be finite, or no stream
   * leads to such a step.
   *
   * @param message what happened and what to do; a note that the state is unchanged is added
   */
  public static RejectedException numeric(String message) {
    return new RejectedException(Reason.NUMERIC, Stage.LEARN, message + "; the state is unchanged");
  }
}

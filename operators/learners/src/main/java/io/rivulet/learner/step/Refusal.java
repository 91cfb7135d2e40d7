package io.rivulet.learner.step;

import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Stage;

/** Why a sample is not learned, not unlearned or not answered that the spec would take. */
public final class Refusal {

  private Refusal() {}

  /**
   * {@code NUMERIC}: a number of the step would not be finite, or the step is one that no stream
   * leads to.
   *
   * @param message what it was and what to do; that the state is unchanged is added
   */
  public static RejectedException numeric(String message) {
    return new RejectedException(Reason.NUMERIC, Stage.LEARN, message + "; the state is unchanged");
  }
}

package io.rivulet.learner.track;

import io.rivulet.learner.spec.SpecFields;
import io.rivulet.learner.step.LearnerSpec;
import java.util.function.Function;

/**
 * The field {@code objective} of {@code orfit}: {@code fit} remembers the whole stream, {@code
 * track} follows a system that changes.
 */
public final class Objective {

  static final String FIELD = "objective";
  static final String TRACK = "track";

  private static final String FIT = "fit";

  private Objective() {}

  /**
   * Reads a spec of {@code orfit}.
   *
   * @param fit reads one whose objective is {@code fit}
   */
  public static LearnerSpec<?> read(SpecFields fields, Function<SpecFields, LearnerSpec<?>> fit) {
    if (fields.text(FIELD, FIT, FIT, TRACK).equals(TRACK)) {
      return TrackingSpec.read(fields);
    }
    if (fields.has(TrackingSpec.DECAYS)) {
      throw fields.refused(
          TrackingSpec.DECAYS,
          fields.value(TrackingSpec.DECAYS),
          "left out unless objective is 'track'; memoryDecay is the one decay of objective 'fit'");
    }
    return fit.apply(fields);
  }
}

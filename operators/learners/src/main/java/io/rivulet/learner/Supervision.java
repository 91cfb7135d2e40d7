package io.rivulet.learner;

import io.rivulet.learner.spec.LateTargets;
import io.rivulet.learner.spec.SpecFields;
import io.rivulet.learner.step.LearnerSpec;
import java.util.Map;

/**
 * The settings of a spec that say how a model is accompanied while it learns, whatever its learner
 * is.
 *
 * @param labels how targets may come late, or null when they come with their inputs only
 */
public record Supervision(LateTargets labels) {

  /** A model that only learns and answers. */
  public static final Supervision NONE = new Supervision(null);

  static Supervision read(SpecFields fields, LearnerSpec<?> learner) {
    return new Supervision(LateTargets.read(fields));
  }

  void describe(Map<String, Object> fields) {
    if (labels != null) {
      labels.describe(fields);
    }
  }
}

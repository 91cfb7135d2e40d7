package io.rivulet.learner;

import io.rivulet.learner.quality.QualitySettings;
import io.rivulet.learner.recall.RecallSettings;
import io.rivulet.learner.spec.LateTargets;
import io.rivulet.learner.spec.SpecFields;
import io.rivulet.learner.step.LearnerSpec;
import java.util.Map;

/**
 * The settings of a spec that say how a model is accompanied while it learns, whatever its learner
 * is.
 *
 * @param labels how targets may come late, or null when they come with their inputs only
 * @param quality what is measured of the quality of the predictions
 * @param recall what is published of the answers to earlier samples
 */
public record Supervision(LateTargets labels, QualitySettings quality, RecallSettings recall) {

  /** A model that only learns and answers. */
  public static final Supervision NONE =
      new Supervision(null, QualitySettings.NONE, RecallSettings.NONE);

  static Supervision read(SpecFields fields, LearnerSpec<?> learner) {
    return new Supervision(
        labels(fields, learner),
        QualitySettings.read(fields, learner),
        RecallSettings.read(fields, learner));
  }

  private static LateTargets labels(SpecFields fields, LearnerSpec<?> learner) {
    if (fields.has(LateTargets.FIELD) && !learner.target().given()) {
      throw new IllegalArgumentException(
          "spec field '"
              + LateTargets.FIELD
              + "' is not for this "
              + learner.learner()
              + ": it learns inputs without targets, so that none can come late; leave it out");
    }
    LateTargets labels = LateTargets.read(fields);
    if (labels != null && labels.target() != null) {
      if (learner.target().takesLabels()) {
        labels.requireClass(fields, learner.model().outputs());
      } else {
        labels.requireNumbers(fields, learner.model().response().outputs());
      }
    }
    return labels;
  }

  void describe(Map<String, Object> fields) {
    if (labels != null) {
      labels.describe(fields);
    }
    quality.describe(fields);
    recall.describe(fields);
  }
}

package io.rivulet.learner.quality;

import io.rivulet.learner.spec.SpecFields;
import io.rivulet.learner.step.LearnerSpec;
import java.util.Map;

/**
 * What is measured of a model's quality: the fields {@code evaluate} and {@code drift} of a spec.
 *
 * @param every the samples of a window, 0 when windows are not evaluated
 * @param drift the drift detector, or null
 */
public record QualitySettings(int every, DriftSettings drift) {

  /** Nothing is measured, as by default. */
  public static final QualitySettings NONE = new QualitySettings(0, null);

  private static final String EVALUATE = "evaluate";
  private static final String EVERY = "every";
  private static final int USUAL = 1000;

  /**
   * Reads both fields.
   *
   * @throws IllegalArgumentException also when the learner gives no answer that could be compared
   */
  public static QualitySettings read(SpecFields fields, LearnerSpec<?> spec) {
    return new QualitySettings(
        asked(EVALUATE, fields, spec) ? every(fields.object(EVALUATE)) : 0,
        asked(DriftSettings.FIELD, fields, spec)
            ? DriftSettings.read(fields.object(DriftSettings.FIELD))
            : null);
  }

  private static boolean asked(String field, SpecFields fields, LearnerSpec<?> spec) {
    if (fields.has(field) && !spec.predicts()) {
      throw new IllegalArgumentException(
          "spec field '"
              + field
              + "' is not for "
              + spec.learner()
              + ": it answers no inputs, so that there is no error to measure; leave it out");
    }
    return fields.has(field);
  }

  private static int every(SpecFields fields) {
    int every = fields.count(EVERY, USUAL);
    fields.finish();
    return every;
  }

  /** Whether anything is measured. */
  public boolean measures() {
    return evaluates() || drift != null;
  }

  boolean evaluates() {
    return every > 0;
  }

  /** Adds the fields to a canonical spec; what is off is not written. */
  public void describe(Map<String, Object> fields) {
    if (evaluates()) {
      fields.put(EVALUATE, Map.of(EVERY, every));
    }
    if (drift != null) {
      fields.put(DriftSettings.FIELD, drift.described());
    }
  }
}

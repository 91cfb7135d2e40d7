package io.rivulet.learner.recall;

import io.rivulet.learner.spec.SpecFields;
import io.rivulet.learner.step.LearnerSpec;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Stage;
import java.util.Map;

/**
 * What is published of a model's answers to earlier samples: the field {@code recall} of a spec.
 *
 * @param bound whether their change is bounded
 * @param meter the vectors that estimate their change and error, 0 for none
 */
public record RecallSettings(boolean bound, int meter) {

  /** Nothing is published, as by default. */
  public static final RecallSettings NONE = new RecallSettings(false, 0);

  private static final String FIELD = "recall";
  private static final String BOUND = "bound";
  private static final String METER = "meter";
  private static final int FEWEST = 4;

  /** As many as one random number has bits. */
  private static final int MOST = Long.SIZE;

  /**
   * Reads the field.
   *
   * @throws IllegalArgumentException also when the answers of the model cannot be followed
   */
  public static RecallSettings read(SpecFields fields, LearnerSpec<?> spec) {
    if (!fields.has(FIELD)) {
      return NONE;
    }
    RecallSettings read = read(fields.object(FIELD));
    if (read.measures() && spec.recallObstacle() != null) {
      throw new IllegalArgumentException(
          "spec field '" + FIELD + "' is not for " + spec.recallObstacle() + "; leave it out");
    }
    return read;
  }

  private static RecallSettings read(SpecFields fields) {
    boolean bound = fields.flag(BOUND, false);
    long meter = fields.integer(METER, 0);
    if (meter != 0 && (meter < FEWEST || meter > MOST)) {
      throw fields.fault(METER, meter, "0, or an integer from " + FEWEST + " to " + MOST);
    }
    fields.finish();
    return new RecallSettings(bound, (int) meter);
  }

  /** Whether anything is published. */
  public boolean measures() {
    return bound || meter > 0;
  }

  /**
   * Checks that a state that was kept under other settings has all that these need.
   *
   * @throws RejectedException {@code CONTROL}
   */
  public void requireWithin(RecallSettings others) throws RejectedException {
    if ((bound && !others.bound) || (meter > 0 && meter != others.meter)) {
      throw new RejectedException(
          Reason.CONTROL,
          Stage.CONTROL,
          "only models of one recall merge, because what one has not kept is lost; the model has "
              + this
              + ", the state "
              + others);
    }
  }

  /** The reason why a sample cannot be taken out, or null when it can. */
  public String unlearnObstacle() {
    return meter == 0
        ? null
        : "a model with recall.meter cannot unlearn: the signs with which a sample joined the meter"
            + " follow from its version, which the record does not name; use recall.bound alone";
  }

  /** Adds the field to a canonical spec; what is off is not written. */
  public void describe(Map<String, Object> fields) {
    if (measures()) {
      fields.put(FIELD, described());
    }
  }

  private Map<String, Object> described() {
    return Map.of(BOUND, bound, METER, meter);
  }

  @Override
  public String toString() {
    return "{bound: " + bound + ", meter: " + meter + "}";
  }
}

package io.rivulet.learner.spec;

import java.util.Map;

/**
 * The field {@code standardize}: inputs are brought to one scale by their learned mean and
 * deviation, while weights stay in raw units.
 */
public final class Standardize {

  public static final String FIELD = "standardize";

  private Standardize() {}

  /**
   * Reads the field of a learner that takes it.
   *
   * @param model a model with a bias, which absorbs the means, and without scales of its own
   */
  public static boolean read(SpecFields fields, String learner, ModelSpec model) {
    boolean standardizes = fields.flag(FIELD, false);
    if (standardizes && model.scaled()) {
      throw new IllegalArgumentException(
          "spec field '"
              + model.features().scaledField()
              + "' cannot be combined with standardize, which finds the center and scale of each feature"
              + " itself; leave one of them out");
    }
    if (standardizes && !model.bias()) {
      throw new IllegalArgumentException(
          "spec field '"
              + FIELD
              + "' of "
              + learner
              + " needs bias: true, which takes up the means of the inputs; set bias: true, or"
              + " leave it out");
    }
    return standardizes;
  }

  /** Refuses the field of a learner that does not take it. */
  public static void refuse(SpecFields fields, String learner) {
    if (fields.mentions(FIELD) && fields.flag(FIELD, false)) {
      throw new IllegalArgumentException(
          "spec field '"
              + FIELD
              + "' is not for "
              + learner
              + ": give center and scale per feature; a running scale would change what was already"
              + " learned");
    }
  }

  /**
   * Adds the field to a canonical spec; the value false, which a spec without the field means, is
   * not written.
   */
  public static void describe(boolean standardizes, Map<String, Object> fields) {
    if (standardizes) {
      fields.put(FIELD, true);
    }
  }
}

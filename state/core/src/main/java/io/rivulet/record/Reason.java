package io.rivulet.record;

import java.util.List;

/**
 * The reason why a record was rejected. The names are a contract with the readers of the
 * dead-letter topic.
 *
 * <p>The document and its model id are checked first, then whether the model exists, then the
 * fields in the order of {@link #OF_FIELDS}, and finally the step itself.
 */
public enum Reason {
  TOO_LARGE,
  MALFORMED,
  LIMIT_JSON,
  NULL_KEY,
  NULL_VALUE,
  MODEL_ID,
  UNKNOWN_MODEL,
  UNSUPPORTED,
  LIMIT_DIMENSION,
  DIMENSION,
  NON_FINITE,
  NUMERIC,
  LABEL,
  FROZEN,
  DELETED,
  CONTROL;

  /**
   * The order in which the fields of a sample are checked: whether all are there and each has the
   * right type, whether the model supports what is asked, whether the sample is too large, whether
   * it fits the model, and whether its numbers are finite. Of several faults the first in this
   * order is reported, whether or not the spec was needed to find it.
   */
  public static final List<Reason> OF_FIELDS =
      List.of(MALFORMED, UNSUPPORTED, LIMIT_DIMENSION, DIMENSION, NON_FINITE);

  /**
   * Whether one fault of the fields is checked before another.
   *
   * @throws IllegalArgumentException when one of the two reasons is not in {@link #OF_FIELDS}
   */
  public boolean precedes(Reason other) {
    return turn() < other.turn();
  }

  private int turn() {
    int turn = OF_FIELDS.indexOf(this);
    if (turn < 0) {
      throw new IllegalArgumentException(
          this + " is not a fault of a field; those are " + OF_FIELDS);
    }
    return turn;
  }
}

package io.rivulet.learner.track;

import io.rivulet.learner.spec.SpecFields;
import java.util.Map;

/**
 * The noises that samples are fitted to. Only the product λ = η R matters to a step. Without the
 * field {@code noise} there are seven,
 *
 * <pre>
 * λ = 4ʲ tr/n,  j = 3, 2, .., -3
 * </pre>
 *
 * tr/n the mean square of the gradient columns √ω g so far, so that neither units of x and y nor a
 * common factor of weights matter; a sample then moves what is not in memory by a part of its error
 * that is between 1/65 and 64/65, and no best part in between is missed by more than a factor of
 * two. With {@code noise} there is that one.
 *
 * @param known R, or 0 when it is not known
 * @param precision η; 1 when R is not known
 */
record Noises(double known, double precision) {

  private static final String FIELD = "noise";
  private static final String PRECISION = "priorPrecision";

  private static final int LARGEST = 3;
  private static final int RELATIVE = 2 * LARGEST + 1;

  static Noises read(SpecFields fields) {
    if (!fields.has(FIELD)) {
      if (fields.has(PRECISION)) {
        throw fields.refused(
            PRECISION,
            fields.value(PRECISION),
            "left out with objective 'track' unless noise is given: only their product matters,"
                + " and it is found in the stream");
      }
      return new Noises(0, 1);
    }
    if (fields.value(FIELD) instanceof String) {
      throw fields.refused(
          FIELD,
          fields.value(FIELD),
          "a positive number or left out with objective 'track', which finds by itself which of"
              + " its noises predicts best");
    }
    double known = fields.number(FIELD);
    if (!(known > 0)) {
      throw fields.refused(
          FIELD, known, "positive or left out with objective 'track': 0 fits every sample exactly");
    }
    return new Noises(known, fields.positive(PRECISION, fields.number(PRECISION, 1)));
  }

  /** R, how many there are. */
  int count() {
    return known > 0 ? 1 : RELATIVE;
  }

  /**
   * √λ of noise r, the largest first.
   *
   * @param size √(tr/n)
   */
  double root(int r, double size) {
    return known > 0 ? Math.sqrt(precision) * Math.sqrt(known) : Math.scalb(size, LARGEST - r);
  }

  /**
   * Puts √R in units of y in the place of each output: what is known, or the root mean square of
   * the errors of late.
   *
   * @param errors roots of discounted sums of squared errors
   * @param from the first of them that counts
   * @param weight root of the discounted sum of weights
   */
  void deviations(double[] errors, int from, double weight, double[] into) {
    for (int j = 0; j < into.length; j++) {
      into[j] = known > 0 ? Math.sqrt(known) : weight > 0 ? errors[from + j] / weight : 0;
    }
  }

  void describe(Map<String, Object> fields) {
    if (known > 0) {
      fields.put(FIELD, known);
      fields.put(PRECISION, precision);
    }
  }
}

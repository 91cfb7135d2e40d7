package io.rivulet.learner;

import io.rivulet.record.EntryName;
import io.rivulet.record.Sample;
import io.rivulet.wire.SampleNames;

/**
 * Descriptions of the parts of a sample that its spec does not accept: the entry, its value, and
 * what is accepted.
 */
final class SampleFaults {

  private SampleFaults() {}

  /**
   * Describes a missing field.
   *
   * @param what the field, or the fields of which one is needed
   * @param field the field that a misspelt member may stand for
   */
  static String missing(Sample sample, String what, String field) {
    if (sample.origin() != null && sample.origin().headers() != null) {
      return "field " + what + " is missing; raw samples have it in the header rivulet-" + field;
    }
    return "field "
        + what
        + " is missing"
        + SampleNames.insteadOf(field, sample.origin() == null ? null : sample.origin().value());
  }

  /** Describes the target of a single sample that does not fit a model with this many outputs. */
  static String target(Sample sample, int outputs) {
    return sample.targetRows() > 0
        ? "y is an array of arrays, a single sample takes "
            + (outputs == 1
                ? "a number or an array of 1 number"
                : "an array of " + outputs + " numbers")
        : "y has "
            + EntryName.entries(sample.y().length)
            + ", the model has "
            + (outputs == 1 ? "1 output" : outputs + " outputs");
  }

  /**
   * Describes the target of a batch that does not fit its rows or a model with this many outputs.
   */
  static String targets(Sample sample, int outputs) {
    int rows = sample.targetRows() > 0 ? sample.targetRows() : sample.y().length;
    int width = sample.targetRows() > 0 ? sample.y().length / rows : 1;
    return "a batch of "
        + rows(sample.rows())
        + " takes a y of "
        + rows(sample.rows())
        + ", "
        + numbers(outputs)
        + "; y has "
        + rows(rows)
        + (rows == 0 ? "" : ", " + numbers(width));
  }

  private static String rows(int count) {
    return count + (count == 1 ? " row" : " rows");
  }

  private static String numbers(int width) {
    return "each " + (width == 1 ? "a number" : "an array of " + width + " numbers");
  }
}

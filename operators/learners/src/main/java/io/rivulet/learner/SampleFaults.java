package io.rivulet.learner;

import io.rivulet.feature.Inputs;
import io.rivulet.record.EntryName;
import io.rivulet.record.Sample;
import io.rivulet.wire.SampleNames;

/** In words, what of a sample its spec does not take: the entry, what is there, what is taken. */
final class SampleFaults {

  private static final int NONE = EntryName.NONE;

  private SampleFaults() {}

  /**
   * A field that is not there.
   *
   * @param what the field, or those of which one is needed
   * @param field the one that a misspelt member may stand for
   */
  static String missing(Sample sample, String what, String field) {
    return "field "
        + what
        + " is missing"
        + SampleNames.insteadOf(field, sample.origin() == null ? null : sample.origin().value());
  }

  /** The target of a single sample, which fits no model of so many outputs. */
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

  /** The target of a batch, which does not fit its rows or a model of so many outputs. */
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

  /** The first number that is none, in the order x, y, matrix, weight. */
  static String notFinite(Sample sample) {
    return firstOfX(sample)
        + ", must be a finite number, at most "
        + Double.MAX_VALUE
        + " in size; leave out what is not known";
  }

  private static String firstOfX(Sample sample) {
    int k = first(sample.values());
    if (k < 0) {
      return firstOfTheOthers(sample);
    }
    String name;
    if (sample.names() != null) {
      name = Inputs.named(sample, k);
    } else if (sample.indices() != null) {
      name = EntryName.of("x.v", NONE, k);
    } else {
      name = entry("x", k, sample.rows(), sample.values().length);
    }
    return name + " is " + sample.values()[k];
  }

  private static String firstOfTheOthers(Sample sample) {
    int k = first(sample.y());
    if (k >= 0) {
      String name =
          sample.y().length == 1 ? "y" : entry("y", k, sample.targetRows(), sample.y().length);
      return name + " is " + sample.y()[k];
    }
    k = first(sample.matrix());
    return k >= 0
        ? EntryName.of("matrix", NONE, k) + " is " + sample.matrix()[k]
        : "weight is " + sample.weight();
  }

  /** The place of the first number that is not finite, or -1. */
  private static int first(double[] numbers) {
    for (int k = 0; numbers != null && k < numbers.length; k++) {
      if (!Double.isFinite(numbers[k])) {
        return k;
      }
    }
    return -1;
  }

  private static String entry(String field, int k, int rows, int numbers) {
    int width = rows == 0 ? numbers : numbers / rows;
    return EntryName.of(field, rows == 0 ? NONE : k / width, k % width);
  }
}

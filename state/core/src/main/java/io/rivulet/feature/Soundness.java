package io.rivulet.feature;

import io.rivulet.kernel.Lanes;
import io.rivulet.record.EntryName;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.Stage;

/**
 * The checks that every sample must pass, whatever its model: no fault of form, and finite numbers
 * only.
 */
public final class Soundness {

  private static final int NONE = EntryName.NONE;

  private Soundness() {}

  /** Throws the fault that travels in a sample if it ranks before or at the given reason. */
  public static void requireNoFault(Sample sample, Reason turn) throws RejectedException {
    if (sample.fault() != null && !turn.precedes(sample.fault())) {
      throw new RejectedException(sample.fault(), Stage.DECODE, sample.faultMessage());
    }
  }

  /**
   * Refuses numbers that are not finite.
   *
   * @throws RejectedException {@code NON_FINITE}, naming the first in the order x, y, matrix,
   *     weight
   */
  public static void requireFinite(Sample sample) throws RejectedException {
    if (!(finite(sample.values())
        && finite(sample.y())
        && finite(sample.matrix())
        && Double.isFinite(sample.weight()))) {
      throw new RejectedException(Reason.NON_FINITE, Stage.VALIDATE, notFinite(sample));
    }
  }

  private static boolean finite(double[] numbers) {
    return numbers == null || Lanes.finite(numbers);
  }

  private static String notFinite(Sample sample) {
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

  /** The position of the first number that is not finite, or -1. */
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

package io.rivulet.wire.part;

import io.rivulet.record.Axes;
import io.rivulet.record.Part;
import io.rivulet.record.WeightRecord;
import io.rivulet.wire.WeightRecordJson;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Splits the weights of a version into records of bounded length. Part k of K holds the weights
 * from (k - 1) n / K to before k n / K, rounded down, of all n, row-major: the parts of equal
 * weights are equal wherever K is, so that those of a repeated version complete each other. K
 * follows from n and the names alone, never from digits, so that all versions of a model have as
 * many; the first part has room for the names and for what only some learners publish. Owned by one
 * thread.
 */
public final class WeightParts {

  private final long recordBytes;
  private Axes named = Axes.UNNAMED;
  private long nameBytes = WeightRecordJson.bytes(Axes.UNNAMED);

  /**
   * @param recordBytes the length that no record exceeds
   */
  public WeightParts(long recordBytes) {
    this.recordBytes = recordBytes;
  }

  /**
   * The number of weights for which the first record has room; below 1 where the names and the
   * other numbers alone are too long.
   *
   * @param nameBytes the bytes of the names of rows and columns
   * @param numbers the count of numbers besides the weights
   */
  public static long first(long recordBytes, long nameBytes, long numbers) {
    return WeightRecordJson.weightsWithin(recordBytes - nameBytes) - numbers;
  }

  /** The number of records in which a version is published. */
  public int count(WeightRecord record) {
    if (record.isTombstone()) {
      return 1;
    }
    long room = Math.max(1, first(record));
    return Math.toIntExact((record.w().length + room - 1) / room);
  }

  /** Passes on the parts of a version, in order; the record itself when it is one. */
  public void split(WeightRecord record, Consumer<WeightRecord> each) {
    int count = count(record);
    if (count == 1) {
      each.accept(record);
      return;
    }
    double[] w = record.w();
    int checksum = WeightRecordJson.crc(record.rows(), record.columns(), w);
    for (int number = 1; number <= count; number++) {
      double[] part = Arrays.copyOfRange(w, start(number, count, w), start(number + 1, count, w));
      each.accept(record.withPart(part, new Part(number, count, checksum)));
    }
  }

  private static int start(int number, int count, double[] w) {
    return (int) ((number - 1L) * w.length / count);
  }

  private long first(WeightRecord record) {
    if (!record.axes().equals(named)) {
      named = record.axes();
      nameBytes = WeightRecordJson.bytes(named);
    }
    return first(recordBytes, nameBytes, record.details().numbers());
  }
}

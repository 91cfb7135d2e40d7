package io.rivulet.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.rivulet.record.EntryName;
import io.rivulet.record.Reason;
import java.io.IOException;
import java.util.Arrays;

/**
 * A reader of arrays, each from the parser's place to its end. A value that is not an array, or
 * holds other values than it should, is noted as a fault. Entries beyond the dimension limit are
 * counted but not kept.
 */
final class ArrayReader {

  private static final int NONE = EntryName.NONE;

  private final JsonParser json;
  private final FieldReader fields;
  private final Faults faults;
  private final int dimensionLimit;

  ArrayReader(JsonParser json, FieldReader fields, Faults faults, int dimensionLimit) {
    this.json = json;
    this.fields = fields;
    this.faults = faults;
    this.dimensionLimit = dimensionLimit;
  }

  int dimensionLimit() {
    return dimensionLimit;
  }

  /** An array of numbers, or null when the value is something else. */
  double[] numbers(String field) throws IOException {
    return array(field) ? values(field, false) : null;
  }

  /** An array of numbers and booleans, or null when the value is something else. */
  double[] features(String field) throws IOException {
    return array(field) ? values(field, true) : null;
  }

  private boolean array(String field) throws IOException {
    boolean array = json.currentToken() == JsonToken.START_ARRAY;
    if (!array) {
      fields.mistyped(field, "an array of numbers");
    }
    return array;
  }

  private double[] values(String field, boolean flags) throws IOException {
    Numbers numbers = new Numbers(dimensionLimit);
    json.nextToken();
    readRow(field, NONE, flags, numbers);
    return finished(field, numbers);
  }

  /** Reads the entries up to the end of an array whose first token was read. */
  private void readRow(String field, int row, boolean flags, Numbers numbers) throws IOException {
    JsonToken token = json.currentToken();
    for (int entry = 0; token != JsonToken.END_ARRAY; entry++) {
      if (token.isNumeric()) {
        numbers.add(fields.number());
      } else {
        numbers.add(flags ? fields.feature(field, row, entry) : fields.number(field, row, entry));
      }
      token = json.nextToken();
    }
  }

  /**
   * An array of numbers, or an array of such arrays of equal length; not a mixture. The first token
   * after the start of the array has been read.
   *
   * @param flags whether {@code true} is taken as 1 and {@code false} as 0
   */
  NumberRows rows(String field, boolean flags) throws IOException {
    Numbers numbers = new Numbers(dimensionLimit);
    if (json.currentToken() != JsonToken.START_ARRAY) {
      return NumberRows.single(single(field, flags, numbers));
    }
    int rows = 0;
    int width = 0;
    while (json.currentToken() != JsonToken.END_ARRAY) {
      int before = numbers.count();
      if (json.currentToken() == JsonToken.START_ARRAY) {
        json.nextToken();
        readRow(field, rows, flags, numbers);
      } else {
        fields.mistyped(field, rows, NONE, "a row like " + EntryName.of(field, 0, NONE));
      }
      int length = numbers.count() - before;
      width = rows == 0 ? length : width;
      if (length != width && faults.wants(Reason.DIMENSION)) {
        faults.note(Reason.DIMENSION, ragged(field, rows, length, width));
      }
      rows++;
      json.nextToken();
    }
    return new NumberRows(finished(field, numbers), rows, width);
  }

  private double[] single(String field, boolean flags, Numbers numbers) throws IOException {
    readRow(field, NONE, flags, numbers);
    return finished(field, numbers);
  }

  private static String ragged(String field, int row, int length, int width) {
    return EntryName.of(field, row, NONE)
        + " has "
        + EntryName.entries(length)
        + ", "
        + EntryName.of(field, 0, NONE)
        + " has "
        + width
        + "; rows of a batch have the same length";
  }

  private double[] finished(String field, Numbers numbers) {
    if (numbers.count() > dimensionLimit) {
      tooLarge(field, numbers.count());
    }
    return numbers.kept();
  }

  /** An array as in {@link #numbers}, of integers. */
  int[] integers(String field) throws IOException {
    int[] values = new int[16];
    int count = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      int value = (int) fields.integer(field, count, IntegerField.PLACE);
      if (count < dimensionLimit) {
        values = count < values.length ? values : Arrays.copyOf(values, 2 * count);
        values[count] = value;
      }
      count++;
    }
    if (count > dimensionLimit) {
      tooLarge(field, count);
    }
    return Arrays.copyOf(values, Math.min(count, dimensionLimit));
  }

  void tooLarge(String field, long entries) {
    faults.note(
        Reason.LIMIT_DIMENSION,
        field + " has " + EntryName.entries(entries) + ", limits.dimension is " + dimensionLimit);
  }
}

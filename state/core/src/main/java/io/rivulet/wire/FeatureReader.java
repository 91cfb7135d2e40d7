package io.rivulet.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.rivulet.record.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads x: a dense array; an array of dense rows; a sparse object {@code {"n", "i", "v"}}, known by
 * an array as {@code i} or {@code v}; or an object of named numbers.
 */
final class FeatureReader {

  private final JsonParser json;
  private final FieldReader fields;
  private final Faults faults;

  private double[] values;
  private int[] indices;
  private String[] names;
  private int size;
  private int rows;

  FeatureReader(JsonParser json, FieldReader fields, Faults faults) {
    this.json = json;
    this.fields = fields;
    this.faults = faults;
  }

  /** The numbers, or null while x is missing or unusable. */
  double[] values() {
    return values;
  }

  int[] indices() {
    return indices;
  }

  String[] names() {
    return names;
  }

  int size() {
    return size;
  }

  /** Rows of a batch, 0 for a single input. */
  int rows() {
    return rows;
  }

  void read() throws IOException {
    if (json.currentToken() == JsonToken.START_OBJECT) {
      readObject();
    } else {
      NumberRows read = fields.rows("x");
      values = read.values();
      rows = read.rows();
      size = read.width();
    }
  }

  private void readObject() throws IOException {
    List<String> named = new ArrayList<>();
    double[] numbers = new double[8];
    boolean sparse = false;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String member = json.currentName();
      boolean array = json.nextToken() == JsonToken.START_ARRAY;
      if (array && member.equals("i")) {
        sparse = true;
        indices = fields.integers("x.i");
      } else if (array && member.equals("v")) {
        sparse = true;
        values = fields.numbers("x.v");
      } else {
        int count = named.size();
        numbers = count < numbers.length ? numbers : Arrays.copyOf(numbers, 2 * count);
        numbers[count] = fields.number("x." + member);
        named.add(member);
      }
    }
    if (sparse) {
      finishSparse(named, numbers);
    } else {
      finishNamed(named, numbers);
    }
  }

  private void finishNamed(List<String> named, double[] numbers) {
    names = named.toArray(String[]::new);
    values = Arrays.copyOf(numbers, names.length);
    size = names.length;
    if (size > fields.dimensionLimit()) {
      fields.tooLarge("x", size);
    }
  }

  private void finishSparse(List<String> named, double[] numbers) {
    int n = named.indexOf("n");
    double declared = n < 0 ? Double.NaN : numbers[n];
    if (!(declared >= 0 && declared == Math.rint(declared))) {
      faults.note(Reason.MALFORMED, "sparse x needs 'n', its length, as an integer from 0");
    } else if (declared > fields.dimensionLimit()) {
      fields.tooLarge("x.n", (long) declared);
    } else if (indices == null || values == null || indices.length != values.length) {
      faults.note(Reason.MALFORMED, "sparse x needs 'i' and 'v' of the same length");
    } else {
      size = (int) declared;
      checkIndices();
    }
  }

  private void checkIndices() {
    int[] sorted = indices.clone();
    Arrays.sort(sorted);
    for (int k = 1; k < sorted.length; k++) {
      if (sorted[k] == sorted[k - 1]) {
        faults.note(Reason.MALFORMED, "sparse x has index " + sorted[k] + " twice");
        return;
      }
    }
    if (sorted.length > 0 && (sorted[0] < 0 || sorted[sorted.length - 1] >= size)) {
      faults.note(
          Reason.DIMENSION, "sparse x has an index outside 0 to " + (size - 1) + ", its n - 1");
    }
  }
}

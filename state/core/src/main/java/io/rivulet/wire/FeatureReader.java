package io.rivulet.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.rivulet.record.EntryName;
import io.rivulet.record.Form;
import io.rivulet.record.Reason;
import io.rivulet.record.SampleBuilder;
import java.io.IOException;
import java.util.Arrays;

/**
 * A reader of x: a dense array; an array of dense rows; a sparse object {@code {"n", "i", "v"}},
 * which is recognised by an array in {@code i} or {@code v}; an object of named values; or an array
 * of such objects.
 */
final class FeatureReader {

  private static final int NONE = EntryName.NONE;

  private final JsonParser json;
  private final FieldReader fields;
  private final ArrayReader arrays;
  private final Faults faults;

  private double[] values;
  private int[] indices;
  private String[] names;
  private String[][] texts;
  private Form[] forms;
  private int[] rowEnds;
  private int size;
  private int rows;

  FeatureReader(JsonParser json, FieldReader fields, ArrayReader arrays, Faults faults) {
    this.json = json;
    this.fields = fields;
    this.arrays = arrays;
    this.faults = faults;
  }

  /** Sets the x of a sample to what was read; sets nothing when x is missing or unusable. */
  SampleBuilder into(SampleBuilder sample) {
    return sample
        .values(values)
        .indices(indices)
        .size(size)
        .names(names)
        .texts(texts)
        .forms(forms)
        .rowEnds(rowEnds)
        .rows(rows);
  }

  void read() throws IOException {
    JsonToken token = json.currentToken();
    if (token == JsonToken.START_OBJECT) {
      readObject();
    } else if (token != JsonToken.START_ARRAY) {
      fields.mistyped("x", "an array of numbers or an object of named values");
    } else if (json.nextToken() == JsonToken.START_OBJECT) {
      readNamedRows();
    } else {
      NumberRows read = arrays.rows("x", true);
      values = read.values();
      rows = read.rows();
      size = read.width();
    }
  }

  private void readObject() throws IOException {
    NamedReader named = new NamedReader(json, fields);
    boolean sparse = false;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String member = json.currentName();
      boolean array = json.nextToken() == JsonToken.START_ARRAY;
      if (array && member.equals("i")) {
        sparse = true;
        indices = arrays.integers("x.i");
      } else if (array && member.equals("v")) {
        sparse = true;
        values = arrays.features("x.v");
      } else {
        named.read(NONE, member);
      }
    }
    if (sparse) {
      finishSparse(named);
    } else {
      size = named.count();
      finishNamed(named);
    }
  }

  private void readNamedRows() throws IOException {
    NamedReader named = new NamedReader(json, fields);
    int[] ends = new int[8];
    while (json.currentToken() != JsonToken.END_ARRAY) {
      int before = named.count();
      if (json.currentToken() == JsonToken.START_OBJECT) {
        readNamedRow(named);
      } else {
        fields.mistyped("x", rows, NONE, "an object of named values, as x[0] is");
      }
      ends = rows < ends.length ? ends : Arrays.copyOf(ends, 2 * rows);
      ends[rows++] = named.count();
      size = Math.max(size, named.count() - before);
      json.nextToken();
    }
    rowEnds = Arrays.copyOf(ends, rows);
    finishNamed(named);
  }

  private void readNamedRow(NamedReader named) throws IOException {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String member = json.currentName();
      json.nextToken();
      named.read(rows, member);
    }
  }

  private void finishNamed(NamedReader named) {
    names = named.names();
    values = named.values();
    texts = named.texts();
    forms = named.forms();
    if (names.length > arrays.dimensionLimit()) {
      arrays.tooLarge("x", names.length);
    }
  }

  private void finishSparse(NamedReader named) {
    double n = named.number("n");
    if (!(n >= 0 && n == Math.rint(n))) {
      faults.note(Reason.MALFORMED, "x.n is " + named.shown("n") + ", must be an integer from 0");
    } else if (n > arrays.dimensionLimit()) {
      arrays.tooLarge("x.n", (long) n);
    } else if (indices == null || values == null) {
      faults.note(
          Reason.MALFORMED,
          (indices == null ? "x.i" : "x.v")
              + " is missing; a sparse x has the places in i and their numbers in v");
    } else if (indices.length != values.length) {
      faults.note(
          Reason.MALFORMED,
          "x.i has "
              + EntryName.entries(indices.length)
              + ", x.v has "
              + values.length
              + "; a sparse x has a number for each place");
    } else {
      size = (int) n;
      checkIndices();
    }
  }

  private void checkIndices() {
    int[] sorted = indices.clone();
    Arrays.sort(sorted);
    for (int k = 1; k < sorted.length; k++) {
      if (sorted[k] == sorted[k - 1] && Math.abs(sorted[k]) < Integer.MAX_VALUE) {
        faults.note(Reason.MALFORMED, "x.i has " + sorted[k] + " twice; add up the two numbers");
        return;
      }
    }
    if (sorted.length > 0 && (sorted[0] < 0 || sorted[sorted.length - 1] >= size)) {
      noteOutside();
    }
  }

  private void noteOutside() {
    int k = 0;
    while (indices[k] >= 0 && indices[k] < size) {
      k++;
    }
    faults.note(
        Reason.DIMENSION,
        "x.i[" + k + "] is " + indices[k] + ", places are from 0 to x.n - 1 = " + (size - 1));
  }
}

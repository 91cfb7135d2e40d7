package io.rivulet.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.rivulet.record.EntryName;
import io.rivulet.record.Op;
import io.rivulet.record.Origin;
import io.rivulet.record.Reason;
import io.rivulet.record.Sample;
import java.io.IOException;

/** A reader of the members of one sample object. Members that are null or unknown are left out. */
final class SampleReader {

  private static final int NONE = EntryName.NONE;

  private final JsonParser json;
  private final Faults faults = new Faults();
  private final FieldReader fields;
  private final ArrayReader arrays;
  private final FeatureReader x;

  private String model;
  private String modelFault;
  private String id;
  private Op op;
  private NumberRows y = NumberRows.NONE;
  private int label = Sample.NO_LABEL;
  private String labelName;
  private double[] matrix;
  private double weight = 1;
  private long ts = Sample.NO_TIME;

  SampleReader(JsonParser json, int dimensionLimit) {
    this.json = json;
    this.fields = new FieldReader(json, faults);
    this.arrays = new ArrayReader(json, fields, faults, dimensionLimit);
    this.x = new FeatureReader(json, fields, arrays, faults);
  }

  /** Reads the object at the parser's place to its end. */
  void read() throws IOException {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      if (json.nextToken() != JsonToken.VALUE_NULL) {
        readMember(name);
      }
    }
  }

  /** The member {@code model}, or null. */
  String model() {
    return model;
  }

  /** A description of why {@code model} cannot be used, or null. */
  String modelFault() {
    return modelFault;
  }

  Sample sample(String resolvedModel, Origin origin) {
    requireSchema(origin.schema());
    return x.into(Sample.of(resolvedModel))
        .id(id)
        .op(op)
        .y(y.values())
        .targetRows(y.rows())
        .label(label)
        .labelName(labelName)
        .matrix(matrix)
        .weight(weight)
        .ts(ts)
        .fault(faults.reason(), faults.message())
        .origin(origin)
        .build();
  }

  private void readMember(String name) throws IOException {
    switch (name) {
      case "model" -> readModel();
      case "id" -> readId();
      case "op" -> readOp();
      case "x" -> x.read();
      case "y" -> readY();
      case "label" -> readLabel();
      case "matrix" -> matrix = arrays.numbers(name);
      case "weight" -> weight = fields.number(name);
      case "ts" -> ts = fields.integer(name, NONE, IntegerField.TIME);
      default -> fields.skip();
    }
  }

  /**
   * Reads the model id. Its fault is kept apart, because it is thrown, and only when no key names
   * the model.
   */
  private void readModel() throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      model = json.getText();
      fields.skip();
    } else {
      modelFault = "model is " + fields.found() + ", must be a text, the model id";
    }
  }

  private void readId() throws IOException {
    id = fields.text("id");
    if (id != null && id.length() > SampleDecoder.MAXIMUM_ID) {
      faults.note(Reason.MALFORMED, SampleNames.longId("id", id));
    }
  }

  private void readOp() throws IOException {
    String text = fields.text("op");
    if (text == null) {
      return;
    }
    for (Op known : Op.values()) {
      if (known.label().equals(text)) {
        op = known;
        return;
      }
    }
    if (faults.wants(Reason.MALFORMED)) {
      faults.note(Reason.MALFORMED, SampleNames.unknownOp("op", text));
    }
  }

  private void readY() throws IOException {
    if (json.currentToken().isNumeric()) {
      y = NumberRows.single(new double[] {fields.number("y")});
    } else if (json.currentToken() == JsonToken.START_ARRAY) {
      json.nextToken();
      y = arrays.rows("y", false);
    } else {
      fields.mistyped("y", "a number or an array of numbers");
    }
  }

  private void readLabel() throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      labelName = fields.text("label");
    } else {
      label = (int) fields.integer("label", NONE, IntegerField.LABEL);
    }
  }

  private void requireSchema(String schema) {
    String fault = SampleDecoder.schemaFault(schema);
    if (fault != null) {
      faults.note(Reason.UNSUPPORTED, fault);
    }
  }
}

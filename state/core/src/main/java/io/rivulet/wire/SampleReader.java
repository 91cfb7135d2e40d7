package io.rivulet.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.rivulet.record.Op;
import io.rivulet.record.Origin;
import io.rivulet.record.Reason;
import io.rivulet.record.Sample;
import java.io.IOException;

/** Reads the members of one sample object. Unknown members are ignored. */
final class SampleReader {

  private static final int SCHEMA = 1;

  /** Ids are copied into weight records, whose size is bounded when a model is created. */
  private static final int MAXIMUM_ID = 128;

  private final JsonParser json;
  private final Faults faults = new Faults();
  private final FieldReader fields;
  private final FeatureReader x;

  private String model;
  private boolean modelUsable = true;
  private String id;
  private Op op;
  private NumberRows y = NumberRows.NONE;
  private int label = Sample.NO_LABEL;
  private double[] matrix;
  private double weight = 1;
  private long ts = Sample.NO_TIME;

  SampleReader(JsonParser json, int dimensionLimit) {
    this.json = json;
    this.fields = new FieldReader(json, faults, dimensionLimit);
    this.x = new FeatureReader(json, fields, faults);
  }

  /** Reads to the end of the object that the parser stands at. */
  void read() throws IOException {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      readMember(name);
    }
  }

  /** The member {@code model}, or null. */
  String model() {
    return model;
  }

  /** Whether {@code model} is absent or a text. */
  boolean modelUsable() {
    return modelUsable;
  }

  Sample sample(String resolvedModel, Origin origin) {
    return new Sample(
        resolvedModel,
        id,
        op,
        x.values(),
        x.indices(),
        x.size(),
        x.names(),
        x.rows(),
        y.values(),
        y.rows(),
        label,
        matrix,
        weight,
        ts,
        faults.reason(),
        faults.message(),
        origin);
  }

  private void readMember(String name) throws IOException {
    switch (name) {
      case "model" -> readModel();
      case "id" -> readId();
      case "op" -> readOp();
      case "x" -> x.read();
      case "y" -> readY();
      case "label" -> label = FieldReader.clamp(fields.integer(name));
      case "matrix" -> matrix = fields.numbers(name);
      case "weight" -> weight = fields.number(name);
      case "ts" -> ts = fields.integer(name);
      case "schema" -> readSchema();
      default -> fields.skip();
    }
  }

  private void readModel() throws IOException {
    modelUsable = json.currentToken() == JsonToken.VALUE_STRING;
    model = modelUsable ? json.getText() : null;
    fields.skip();
  }

  private void readId() throws IOException {
    id = fields.text("id");
    if (id != null && id.length() > MAXIMUM_ID) {
      faults.note(Reason.MALFORMED, "field 'id' must have at most " + MAXIMUM_ID + " characters");
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
    faults.note(Reason.MALFORMED, "field 'op' must be learn, predict or unlearn");
  }

  private void readY() throws IOException {
    y =
        json.currentToken().isNumeric()
            ? NumberRows.single(new double[] {fields.number("y")})
            : fields.rows("y");
  }

  private void readSchema() throws IOException {
    long schema = fields.integer("schema");
    if (schema > SCHEMA) {
      faults.note(
          Reason.UNSUPPORTED, "sample has schema " + schema + ", this build reads " + SCHEMA);
    }
  }
}

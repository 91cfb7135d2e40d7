package io.rivulet.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.rivulet.record.Axes;
import io.rivulet.record.Details;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A reader of the members of one weight record, in any order. */
final class WeightRecordReader {

  private static final long MISSING = Long.MIN_VALUE;

  private final JsonParser json;
  private final WeightFields fields;
  private final DetailsReader details;

  private String model;
  private String learner;
  private long incarnation = MISSING;
  private long version = MISSING;
  private long samples = MISSING;
  private long previous = WeightRecord.NONE;
  private double[] shape;
  private double[] part;
  private double[] w;
  private String id;
  private long ts = Sample.NO_TIME;
  private String spec;
  private String[] classes;
  private boolean bias;
  private String[] features;
  private String input;
  private String checksum;

  private WeightRecordReader(JsonParser json) {
    this.json = json;
    this.fields = new WeightFields(json);
    this.details = new DetailsReader(json, fields);
  }

  static WeightRecord read(byte[] bytes) {
    try (JsonParser json = Json.UNBOUNDED_FACTORY.createParser(bytes)) {
      WeightRecordReader reader = new WeightRecordReader(json);
      reader.readObject();
      return reader.record();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("weight record is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("reading JSON from memory failed", e);
    }
  }

  private void readObject() throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new IllegalArgumentException("weight record is not a JSON object");
    }
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      readMember(name);
    }
    if (json.nextToken() != null) {
      throw new IllegalArgumentException("weight record goes on after its JSON object");
    }
  }

  private void readMember(String name) throws IOException {
    switch (name) {
      case "model" -> model = fields.text(name);
      case "learner" -> learner = fields.text(name);
      case "incarnation" -> incarnation = fields.integer(name);
      case "version" -> version = fields.integer(name);
      case "samples" -> samples = fields.integer(name);
      case "previous" -> previous = fields.isNull() ? WeightRecord.NONE : fields.integer(name);
      case "shape" -> shape = fields.numbers(name);
      case "part" -> part = fields.numbers(name);
      case "w" -> w = fields.numbers(name);
      case "id" -> id = fields.text(name);
      case "ts" -> ts = fields.integer(name);
      case "spec" -> spec = fields.text(name);
      case "classes" -> classes = fields.texts(name);
      case "bias" -> bias = fields.flag(name);
      case "features" -> features = fields.texts(name);
      case "input" -> input = fields.array(name);
      case "checksum" -> checksum = fields.text(name);
      default -> details.readMember(name);
    }
  }

  private WeightRecord record() {
    WeightFields.require("model", model != null);
    WeightFields.require("learner", learner != null);
    WeightFields.require("incarnation", incarnation != MISSING);
    WeightFields.require("version", version != MISSING);
    WeightFields.require("samples", samples != MISSING);
    WeightFields.require("shape", shape != null);
    WeightFields.require("w", w != null);
    WeightFields.require("spec", spec != null);
    WeightFields.require("checksum", checksum != null);
    if (part != null) {
      throw new IllegalArgumentException(
          "weight record holds a part of the weights; it is read with the others of its version");
    }
    WeightFields.checkShape("shape", shape, w);
    Details rest = details.details();
    int rows = (int) shape[0];
    int columns = (int) shape[1];
    checkSum(rows, columns);
    return new WeightRecord(
        model,
        learner,
        incarnation,
        version,
        samples,
        previous,
        rows,
        columns,
        w,
        id,
        ts,
        spec,
        new Axes(classes, bias, features, input),
        rest);
  }

  private void checkSum(int rows, int columns) {
    String actual = WeightRecordJson.checksum(rows, columns, w);
    if (!actual.equals(checksum)) {
      throw new IllegalArgumentException(
          "weight record has checksum " + checksum + ", its shape and weights give " + actual);
    }
  }
}

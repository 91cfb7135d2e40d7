package io.rivulet.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.rivulet.record.Axes;
import io.rivulet.record.HiddenLayer;
import io.rivulet.record.Sample;
import io.rivulet.record.Spectrum;
import io.rivulet.record.WeightRecord;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the members of one weight record in any order. */
final class WeightRecordReader {

  private static final long MISSING = Long.MIN_VALUE;

  private final JsonParser json;

  private String model;
  private String learner;
  private long incarnation = MISSING;
  private long version = MISSING;
  private long samples = MISSING;
  private long previous = WeightRecord.NONE;
  private double[] shape;
  private double[] w;
  private String id;
  private long ts = Sample.NO_TIME;
  private String spec;
  private String[] classes;
  private boolean bias;
  private String[] features;
  private String input;
  private String checksum;
  private HiddenLayer hidden;
  private double[] eigenvalues;
  private double[] learned;
  private int rank;
  private double nextLearningTime = Double.NaN;

  private WeightRecordReader(JsonParser json) {
    this.json = json;
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
      case "model" -> model = text(name);
      case "learner" -> learner = text(name);
      case "incarnation" -> incarnation = integer(name);
      case "version" -> version = integer(name);
      case "samples" -> samples = integer(name);
      case "previous" -> previous = isNull() ? WeightRecord.NONE : integer(name);
      case "shape" -> shape = numbers(name);
      case "w" -> w = numbers(name);
      case "id" -> id = text(name);
      case "ts" -> ts = integer(name);
      case "spec" -> spec = text(name);
      case "classes" -> classes = texts(name);
      case "bias" -> bias = flag(name);
      case "features" -> features = texts(name);
      case "input" -> input = array(name);
      case "checksum" -> checksum = text(name);
      case "hidden" -> hidden = hidden();
      case "eigenvalues" -> eigenvalues = numbers(name);
      case "learned" -> learned = numbers(name);
      case "rank" -> rank = (int) integer(name);
      case "nextLearningTime" -> nextLearningTime = isNull() ? Double.NaN : number(name);
      default -> json.skipChildren();
    }
  }

  private WeightRecord record() {
    require("model", model != null);
    require("learner", learner != null);
    require("incarnation", incarnation != MISSING);
    require("version", version != MISSING);
    require("samples", samples != MISSING);
    require("shape", shape != null);
    require("w", w != null);
    require("spec", spec != null);
    require("checksum", checksum != null);
    checkShape("shape", shape, w);
    require("learned", eigenvalues == null || learned != null);
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
        hidden,
        spectrum());
  }

  private Spectrum spectrum() {
    return eigenvalues == null ? null : new Spectrum(eigenvalues, learned, rank, nextLearningTime);
  }

  private HiddenLayer hidden() throws IOException {
    double[] layer = null;
    double[] layerShape = null;
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw mistyped("hidden", "an object");
    }
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "shape" -> layerShape = numbers("hidden.shape");
        case "w" -> layer = numbers("hidden.w");
        default -> json.skipChildren();
      }
    }
    require("hidden.shape", layerShape != null);
    require("hidden.w", layer != null);
    checkShape("hidden.shape", layerShape, layer);
    return new HiddenLayer((int) layerShape[0], (int) layerShape[1], layer);
  }

  private static void require(String field, boolean present) {
    if (!present) {
      throw new IllegalArgumentException("weight record has no field '" + field + "'");
    }
  }

  private static void checkShape(String field, double[] shape, double[] w) {
    if (shape.length != 2 || !(shape[0] >= 1 && shape[1] >= 1 && shape[0] * shape[1] == w.length)) {
      throw new IllegalArgumentException(
          "weight record has "
              + field
              + " "
              + Arrays.toString(shape)
              + " and "
              + w.length
              + " weights; they must be as many as rows x columns");
    }
  }

  private void checkSum(int rows, int columns) {
    String actual = WeightRecordJson.checksum(rows, columns, w);
    if (!actual.equals(checksum)) {
      throw new IllegalArgumentException(
          "weight record has checksum " + checksum + ", its shape and weights give " + actual);
    }
  }

  private boolean isNull() {
    return json.currentToken() == JsonToken.VALUE_NULL;
  }

  private String text(String field) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw mistyped(field, "a string");
    }
    return json.getText();
  }

  private boolean flag(String field) throws IOException {
    if (!json.currentToken().isBoolean()) {
      throw mistyped(field, "true or false");
    }
    return json.getBooleanValue();
  }

  private String[] texts(String field) throws IOException {
    List<String> texts = new ArrayList<>();
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw mistyped(field, "an array of strings");
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      texts.add(text(field));
    }
    return texts.toArray(String[]::new);
  }

  /** The text of an array, without white space. */
  private String array(String field) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw mistyped(field, "an array");
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator copy = Json.UNBOUNDED_FACTORY.createGenerator(text)) {
      copy.copyCurrentStructure(json);
    }
    return text.toString();
  }

  private long integer(String field) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw mistyped(field, "an integer");
    }
    return json.getLongValue();
  }

  private double number(String field) throws IOException {
    if (!json.currentToken().isNumeric()) {
      throw mistyped(field, "a number");
    }
    return json.getDoubleValue();
  }

  private double[] numbers(String field) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw mistyped(field, "an array of numbers");
    }
    double[] values = new double[16];
    int count = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (!json.currentToken().isNumeric()) {
        throw mistyped(field, "an array of numbers");
      }
      values = count < values.length ? values : Arrays.copyOf(values, 2 * count);
      values[count++] = json.getDoubleValue();
    }
    return Arrays.copyOf(values, count);
  }

  private static IllegalArgumentException mistyped(String field, String expected) {
    return new IllegalArgumentException("weight record's '" + field + "' must be " + expected);
  }
}

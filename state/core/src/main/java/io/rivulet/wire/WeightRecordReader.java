package io.rivulet.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Reads one weight record by streaming. */
final class WeightRecordReader {

  private String model;
  private String learner;
  private long incarnation;
  private long version;
  private long samples;
  private long previous = WeightRecord.NONE;
  private double[] shape = {};
  private double[] w = {};
  private String id;
  private long ts = Sample.NO_TIME;
  private String spec;
  private String checksum;

  private WeightRecordReader() {}

  static WeightRecord read(byte[] bytes) {
    WeightRecordReader reader = new WeightRecordReader();
    try (JsonParser json = Json.UNBOUNDED_FACTORY.createParser(bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("weight record is not a JSON object");
      }
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        json.nextToken();
        reader.readMember(name, json);
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("weight record is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("reading JSON from memory failed", e);
    }
    return reader.record();
  }

  private void readMember(String name, JsonParser json) throws IOException {
    switch (name) {
      case "model" -> model = json.getText();
      case "learner" -> learner = json.getText();
      case "incarnation" -> incarnation = json.getLongValue();
      case "version" -> version = json.getLongValue();
      case "samples" -> samples = json.getLongValue();
      case "previous" -> previous = previous(json);
      case "shape" -> shape = numbers(json);
      case "w" -> w = numbers(json);
      case "id" -> id = json.getText();
      case "ts" -> ts = json.getLongValue();
      case "spec" -> spec = json.getText();
      case "checksum" -> checksum = json.getText();
      default -> json.skipChildren();
    }
  }

  private static long previous(JsonParser json) throws IOException {
    return json.currentToken() == JsonToken.VALUE_NULL ? WeightRecord.NONE : json.getLongValue();
  }

  private static double[] numbers(JsonParser json) throws IOException {
    double[] numbers = new double[16];
    int count = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      numbers = count < numbers.length ? numbers : Arrays.copyOf(numbers, 2 * count);
      numbers[count++] = json.getDoubleValue();
    }
    return Arrays.copyOf(numbers, count);
  }

  private WeightRecord record() {
    int rows = shape.length == 2 ? (int) shape[0] : 0;
    int columns = shape.length == 2 ? (int) shape[1] : 0;
    if (model == null || rows < 1 || columns < 1 || (long) rows * columns != w.length) {
      throw new IllegalArgumentException(
          "weight record has " + w.length + " weights in a shape of " + Arrays.toString(shape));
    }
    String computed = WeightRecordJson.checksum(rows, columns, w);
    if (!computed.equals(checksum)) {
      throw new IllegalArgumentException(
          "weight record of " + model + " has checksum " + checksum + ", its weights " + computed);
    }
    return new WeightRecord(
        model, learner, incarnation, version, samples, previous, rows, columns, w, id, ts, spec);
  }
}

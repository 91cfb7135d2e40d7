package io.rivulet.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.rivulet.record.Details;
import io.rivulet.record.FoundNoise;
import io.rivulet.record.HiddenLayer;
import io.rivulet.record.Spectrum;
import java.io.IOException;

/** A reader of the fields of a weight record that only some learners write. */
final class DetailsReader {

  private final JsonParser json;
  private final WeightFields fields;

  private HiddenLayer hidden;
  private FoundNoise noise;
  private double[] eigenvalues;
  private double[] learned;
  private int rank;
  private double nextLearningTime = Double.NaN;

  DetailsReader(JsonParser json, WeightFields fields) {
    this.json = json;
    this.fields = fields;
  }

  /** Reads the value at the parser's place, or skips it when the field is not one of these. */
  void readMember(String name) throws IOException {
    switch (name) {
      case "hidden" -> hidden = hidden();
      case "noise" -> noise = noise();
      case "eigenvalues" -> eigenvalues = fields.numbers(name);
      case "learned" -> learned = fields.numbers(name);
      case "rank" -> rank = (int) fields.integer(name);
      case "nextLearningTime" ->
          nextLearningTime = fields.isNull() ? Double.NaN : fields.number(name);
      default -> json.skipChildren();
    }
  }

  Details details() {
    WeightFields.require("learned", eigenvalues == null || learned != null);
    return new Details(
        hidden,
        eigenvalues == null ? null : new Spectrum(eigenvalues, learned, rank, nextLearningTime),
        noise);
  }

  private FoundNoise noise() throws IOException {
    double lambda = Double.NaN;
    double tail = Double.NaN;
    double[] variances = null;
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw WeightFields.mistyped("noise", "an object");
    }
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "lambda" -> lambda = fields.number("noise.lambda");
        case "r" -> variances = variances();
        case "tail" -> tail = fields.number("noise.tail");
        default -> json.skipChildren();
      }
    }
    WeightFields.require("noise.lambda", !Double.isNaN(lambda));
    WeightFields.require("noise.tail", !Double.isNaN(tail));
    return new FoundNoise(lambda, variances, tail);
  }

  private double[] variances() throws IOException {
    if (fields.isNull()) {
      return null;
    }
    return json.currentToken() == JsonToken.START_ARRAY
        ? fields.numbers("noise.r")
        : new double[] {fields.number("noise.r")};
  }

  private HiddenLayer hidden() throws IOException {
    double[] layer = null;
    double[] shape = null;
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw WeightFields.mistyped("hidden", "an object");
    }
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "shape" -> shape = fields.numbers("hidden.shape");
        case "w" -> layer = fields.numbers("hidden.w");
        default -> json.skipChildren();
      }
    }
    WeightFields.require("hidden.shape", shape != null);
    WeightFields.require("hidden.w", layer != null);
    WeightFields.checkShape("hidden.shape", shape, layer);
    return new HiddenLayer((int) shape[0], (int) shape[1], layer);
  }
}

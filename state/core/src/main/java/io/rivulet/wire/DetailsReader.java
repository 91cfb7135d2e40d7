package io.rivulet.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.rivulet.record.Details;
import io.rivulet.record.FoundNoise;
import io.rivulet.record.HiddenLayer;
import io.rivulet.record.Recall;
import io.rivulet.record.Spectrum;
import java.io.IOException;

/** A reader of the fields of a weight record that only some learners write. */
final class DetailsReader {

  private final JsonParser json;
  private final WeightFields fields;

  private boolean hidden;
  private double[] shape;
  private double[] layer;
  private boolean noise;
  private double lambda = Double.NaN;
  private double[] variances;
  private double tail = Double.NaN;
  private double[] eigenvalues;
  private double[] learned;
  private int rank;
  private double nextLearningTime = Double.NaN;
  private double changeBound = Double.NaN;
  private double change = Double.NaN;
  private double error = Double.NaN;

  DetailsReader(JsonParser json, WeightFields fields) {
    this.json = json;
    this.fields = fields;
  }

  /** Reads the value at the parser's place, or skips it when the field is not one of these. */
  void readMember(String name) throws IOException {
    switch (name) {
      case "hidden" -> {
        hidden = true;
        readParts(name);
      }
      case "noise" -> {
        noise = true;
        readParts(name);
      }
      case "recall" -> readParts(name);
      case "eigenvalues" -> eigenvalues = fields.numbers(name);
      case "learned" -> learned = fields.numbers(name);
      case "rank" -> rank = (int) fields.integer(name);
      case "nextLearningTime" ->
          nextLearningTime = fields.isNull() ? Double.NaN : fields.number(name);
      default -> json.skipChildren();
    }
  }

  private void readParts(String name) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw WeightFields.mistyped(name, "an object");
    }
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String part = name + "." + json.currentName();
      json.nextToken();
      readPart(part);
    }
  }

  private void readPart(String part) throws IOException {
    switch (part) {
      case "hidden.shape" -> shape = fields.numbers(part);
      case "hidden.w" -> layer = fields.numbers(part);
      case "noise.lambda" -> lambda = fields.number(part);
      case "noise.r" -> variances = variances(part);
      case "noise.tail" -> tail = fields.number(part);
      case "recall.changeBound" -> changeBound = fields.number(part);
      case "recall.change" -> change = fields.number(part);
      case "recall.error" -> error = fields.number(part);
      default -> json.skipChildren();
    }
  }

  private double[] variances(String part) throws IOException {
    if (fields.isNull()) {
      return null;
    }
    return json.currentToken() == JsonToken.START_ARRAY
        ? fields.numbers(part)
        : new double[] {fields.number(part)};
  }

  Details details() {
    WeightFields.require("learned", eigenvalues == null || learned != null);
    Spectrum spectrum =
        eigenvalues == null ? null : new Spectrum(eigenvalues, learned, rank, nextLearningTime);
    Details details =
        new Details(hidden ? hiddenLayer() : null, spectrum, null, noise ? foundNoise() : null);
    return details.with(new Recall(changeBound, change, error));
  }

  private HiddenLayer hiddenLayer() {
    WeightFields.require("hidden.shape", shape != null);
    WeightFields.require("hidden.w", layer != null);
    WeightFields.checkShape("hidden.shape", shape, layer);
    return new HiddenLayer((int) shape[0], (int) shape[1], layer);
  }

  private FoundNoise foundNoise() {
    WeightFields.require("noise.lambda", !Double.isNaN(lambda));
    WeightFields.require("noise.tail", !Double.isNaN(tail));
    return new FoundNoise(lambda, variances, tail);
  }
}

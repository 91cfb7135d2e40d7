package io.rivulet.learner;

import io.rivulet.record.Limits;
import io.rivulet.record.Origin;
import io.rivulet.record.Prediction;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import io.rivulet.wire.PredictionJson;
import io.rivulet.wire.SampleDecoder;
import io.rivulet.wire.SpecJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A model that is told samples as JSON in single quotes, and what it said. */
final class Listened implements Emitter {

  private final CompiledSpec<?> spec;
  private Model<?> model;
  private final List<WeightRecord> weights = new ArrayList<>();
  private final List<Prediction> predictions = new ArrayList<>();

  Listened(CompiledSpec<?> spec) {
    this.spec = spec;
    try {
      this.model = spec.newModel("m");
    } catch (RejectedException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Returns why the sample was refused, or null. */
  Reason accept(String json) throws Exception {
    try {
      model.accept(sample(json), new PublishPolicy(1)).emit(this);
      return null;
    } catch (RejectedException e) {
      return e.reason();
    }
  }

  void reload() {
    if (model.born()) {
      model = spec.restore("m", model.store());
    }
  }

  Model<?> model() {
    return model;
  }

  /** How many weight records there were. */
  int published() {
    return weights.size();
  }

  /** The last prediction and how many there were. */
  String told() {
    return predictions.isEmpty()
        ? ""
        : predictions.size()
            + new String(PredictionJson.write(lastPrediction()), StandardCharsets.UTF_8);
  }

  WeightRecord lastWeights() {
    return weights.get(weights.size() - 1);
  }

  Prediction lastPrediction() {
    return predictions.get(predictions.size() - 1);
  }

  @Override
  public void prediction(Prediction prediction) {
    predictions.add(prediction);
  }

  @Override
  public void weights(WeightRecord record) {
    weights.add(record);
  }

  static CompiledSpec<?> compiled(Fields fields) {
    return CompiledSpec.of(Catalogue.read(fields.spec()), Limits.DEFAULT);
  }

  static CompiledSpec<?> compiled(String json) {
    return CompiledSpec.of(Catalogue.read(SpecJson.read(json.replace('\'', '"'))), Limits.DEFAULT);
  }

  static Sample sample(String json) throws RejectedException {
    byte[] value = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return new SampleDecoder(Limits.DEFAULT, "m").decode(new Origin("f", 0, 0, 0, null, value));
  }
}

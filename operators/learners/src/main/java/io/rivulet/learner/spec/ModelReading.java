package io.rivulet.learner.spec;

import io.rivulet.feature.Features;
import io.rivulet.model.Response;
import java.util.List;

/** A reader of the common fields of a spec. */
final class ModelReading {

  private final SpecFields fields;
  private final Outputs outputs;
  private final ModelKind[] kinds;
  private final Features features;
  private boolean bias;
  private boolean oneRow;
  private boolean biased;

  ModelReading(SpecFields fields, Outputs outputs, ModelKind... kinds) {
    this.fields = fields;
    this.outputs = outputs;
    this.kinds = kinds;
    this.features = features(fields);
    this.bias = fields.flag("bias", false);
    this.biased = bias;
  }

  /** The field {@code dimension}, or the number of columns of {@code features}. */
  static int dimension(SpecFields fields) {
    return fields.has("dimension") || !fields.has("features")
        ? fields.count("dimension")
        : features(fields).columns();
  }

  private static Features features(SpecFields fields) {
    return fields.has("features")
        ? Features.read(fields.value("features"), "features", fields.stored())
        : Features.NONE;
  }

  /** Reads a model with one row of weights, whatever x is. */
  ModelReading oneRow() {
    oneRow = true;
    biased = true;
    return this;
  }

  /** Reads a model for a learner that has its own biases. */
  ModelReading withBiases() {
    biased = true;
    return this;
  }

  /** Reads a model that has a bias unless the field {@code bias} is false. */
  ModelReading biasAsDefault() {
    bias = fields.flag("bias", true);
    biased = bias;
    return this;
  }

  ModelSpec read() {
    SpecFields model = fields.object("model");
    ModelKind kind = ModelKind.named(model.text("kind", kinds[0].label(), ModelKind.labels(kinds)));
    int dimension = dimension(kind);
    if ((dimension + 1L) * outputs.count() > Integer.MAX_VALUE - 8) {
      throw fields.refused(outputs.field(), outputs.count(), "below 2^31 / dimension");
    }
    ModelKind.Architecture read = kind.read(model, dimension, outputs.count(), bias);
    model.finish();
    Response response = read.response();
    requireColumns(response.inputs());
    requireScalable(kind, response);
    return new ModelSpec(
        dimension, outputs, response, read.description(), start(read), features, List.of());
  }

  private int dimension(ModelKind kind) {
    int columns = dimension(fields);
    return fields.has("dimension") ? columns : kind.dimension(columns, outputs.count());
  }

  private void requireColumns(int inputs) {
    if (!features.isEmpty() && features.columns() != inputs) {
      throw fields.refused(
          "features",
          features.columns() + " columns",
          "an array of " + inputs + " names or columns, as the spec field 'dimension' says");
    }
  }

  private void requireScalable(ModelKind kind, Response response) {
    String scaled = features.scaledField();
    if (scaled != null && !response.weighsInputs() && !oneRow) {
      throw new IllegalArgumentException(
          "spec field '"
              + scaled
              + "' is for linear models: weights of a model of kind "
              + kind.label()
              + " are not published in raw units; scale x before it is sent");
    }
    String centered = features.centeredField();
    if (centered != null && !biased) {
      throw new IllegalArgumentException(
          "spec field '"
              + centered
              + "' needs bias: true, which takes up the center in the published weights; set it, or"
              + " leave out the center");
    }
  }

  private InitialWeights start(ModelKind.Architecture read) {
    Response response = read.response();
    int rows = oneRow ? 1 : response.rows();
    int columns = oneRow ? outputs.count() : response.columns();
    InitialWeights otherwise = oneRow ? new InitialWeights.Zeros() : read.otherwise();
    InitialWeights start = InitialWeights.read(fields, rows, columns, bias && !oneRow, otherwise);
    if (!oneRow && features.scaling() != null) {
      requireFinite(start);
    }
    return start;
  }

  private void requireFinite(InitialWeights start) {
    if (!Double.isFinite(start.largest() * features.scaling().gain())) {
      throw fields.refused(
          "initialWeights",
          start.largest(),
          "so small that center and scale of the features leave them finite");
    }
  }
}

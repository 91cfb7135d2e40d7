package io.rivulet.learner;

import io.rivulet.model.LinearResponse;
import io.rivulet.model.Response;
import java.util.List;
import java.util.Map;

/**
 * The common fields of every spec: the shape of the model, how it starts, and the names of its
 * features.
 *
 * @param dimension the field {@code dimension}
 * @param outputsField the field that gives the outputs: {@code outputs} or {@code classes}
 * @param response how the weights answer
 * @param description the field {@code model}, defaults filled in
 * @param initialWeights weights before the first sample
 * @param features names of the entries of x, or empty
 */
public record ModelSpec(
    int dimension,
    String outputsField,
    Response response,
    Map<String, Object> description,
    InitialWeights initialWeights,
    List<String> features) {

  /** A regression of any kind, with {@code outputs} numbers as its target. */
  static ModelSpec read(SpecFields fields) {
    return read(fields, ModelKind.values());
  }

  /** A regression of one of these kinds. */
  static ModelSpec read(SpecFields fields, ModelKind... kinds) {
    return read(fields, "outputs", fields.count("outputs", 1), false, kinds);
  }

  /** A regression that answers an input with as many numbers as it has. */
  static ModelSpec readSquare(SpecFields fields, ModelKind... kinds) {
    int dimension = fields.count("dimension");
    int outputs = fields.count("outputs", dimension);
    if (outputs != dimension) {
      throw fields.refused("outputs", outputs, "the dimension, " + dimension + ", or left out");
    }
    return read(fields, "outputs", outputs, false, kinds);
  }

  /** A regression inside a learner, which no fields of a spec describe. */
  static ModelSpec inner(Response response, InitialWeights start) {
    return new ModelSpec(response.inputs(), "outputs", response, Map.of(), start, List.of());
  }

  /** A regression that keeps one row of weights whatever x is. */
  static ModelSpec readOneRow(SpecFields fields) {
    return read(fields, "outputs", fields.count("outputs", 1), true, ModelKind.values());
  }

  /** A classifier of one of these kinds, with one output for each of {@code classes}, from 2. */
  static ModelSpec readClasses(SpecFields fields, ModelKind... kinds) {
    int classes = fields.count("classes");
    if (classes < 2) {
      throw fields.refused("classes", classes, "an integer from 2");
    }
    return read(fields, "classes", classes, false, kinds);
  }

  private static ModelSpec read(
      SpecFields fields, String outputsField, int outputs, boolean oneRow, ModelKind... kinds) {
    int dimension = fields.count("dimension");
    boolean bias = fields.flag("bias", false);
    if ((dimension + 1L) * outputs > Integer.MAX_VALUE - 8) {
      throw fields.refused(outputsField, outputs, "below 2^31 / dimension");
    }
    SpecFields model = fields.object("model");
    ModelKind kind = ModelKind.named(model.text("kind", kinds[0].label(), ModelKind.labels(kinds)));
    ModelKind.Architecture read = kind.read(model, dimension, outputs, bias);
    model.finish();
    Response response = read.response();
    int rows = oneRow ? 1 : response.rows();
    int columns = oneRow ? outputs : response.columns();
    InitialWeights otherwise = oneRow ? new InitialWeights.Zeros() : read.otherwise();
    return new ModelSpec(
        dimension,
        outputsField,
        response,
        read.description(),
        InitialWeights.read(fields, rows, columns, otherwise),
        features(fields, response.inputs()));
  }

  private static List<String> features(SpecFields fields, int inputs) {
    if (!fields.has("features")) {
      return List.of();
    }
    if (!(fields.value("features") instanceof List<?> list) || list.size() != inputs) {
      throw fields.refused(
          "features", fields.value("features"), "an array of " + inputs + " names");
    }
    List<String> names = list.stream().map(String::valueOf).toList();
    if (names.stream().distinct().count() != inputs) {
      throw fields.refused("features", names, "an array of different names");
    }
    return names;
  }

  /** The starting weights as fresh columns. */
  double[][] startingWeights() {
    return initialWeights.columns(response.rows(), response.columns());
  }

  /** Whether the last weight of each output is that of a constant 1. */
  boolean bias() {
    return response instanceof LinearResponse linear && linear.bias();
  }

  void describe(Map<String, Object> fields) {
    fields.put("dimension", dimension);
    fields.put(outputsField, response.outputs());
    fields.put("bias", bias());
    fields.put("model", description);
    initialWeights.describe(fields);
    if (!features.isEmpty()) {
      fields.put("features", features);
    }
  }
}
